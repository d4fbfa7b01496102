//! Decides the shape of the routing tree: which node a route ends at.
//! Must not know how the tree is searched, nor how it is written out.

use crate::model::{Reach, Route};
use crate::pattern::{Pattern, Segment};
use std::collections::BTreeMap;

/// The routes below one point of the path, by their next segment. Routes are numbered in the order of
/// the table.
#[derive(Debug, Default, PartialEq, Eq)]
pub(crate) struct Node {
    /// In bytewise order, so that the runtime can search by halves.
    pub(crate) literals: BTreeMap<String, Node>,
    pub(crate) parameter: Option<Box<Node>>,
    /// Routes whose next and last segment is `{*rest}`.
    pub(crate) rest: Vec<usize>,
    /// Routes that end here.
    pub(crate) endpoints: Vec<usize>,
    /// Bare routes: they take this point and all below.
    pub(crate) below: Vec<usize>,
}

/// Builds the tree of all routes.
pub(crate) fn build(routes: &[Route]) -> Node {
    let mut root = Node::default();
    for (index, route) in routes.iter().enumerate() {
        root.insert(&route.reach, index);
    }
    root
}

impl Node {
    fn insert(&mut self, reach: &Reach, route: usize) {
        match reach {
            Reach::Below(None) => self.below.push(route),
            Reach::Below(Some(prefix)) => self.descend(&prefix.segments).below.push(route),
            Reach::Path(pattern) => self.insert_path(pattern, route),
        }
    }

    fn insert_path(&mut self, pattern: &Pattern, route: usize) {
        match pattern.segments.split_last() {
            Some((Segment::Rest(_), before)) => self.descend(before).rest.push(route),
            _ => self.descend(&pattern.segments).endpoints.push(route),
        }
    }

    /// The node at the end of `segments`, which is made if need be.
    fn descend(&mut self, segments: &[Segment]) -> &mut Node {
        let mut node = self;
        for segment in segments {
            node = match segment {
                Segment::Literal(text) => node.literals.entry(text.clone()).or_default(),
                Segment::Parameter(_) | Segment::Rest(_) => node.parameter.get_or_insert_default(),
            };
        }
        node
    }
}

#[cfg(test)]
mod tests {
    use super::Node;
    use crate::model::Reach;
    use crate::pattern::{Pattern, Use};

    fn tree(paths: &[&str]) -> Node {
        let mut root = Node::default();
        for (index, path) in paths.iter().enumerate() {
            let pattern = |text: &str| Pattern::parse(text, Use::Route).unwrap();
            let reach = match path.strip_suffix("/{*}") {
                Some("") => Reach::Below(None),
                Some(prefix) => Reach::Below(Some(pattern(prefix))),
                None => Reach::Path(pattern(path)),
            };
            root.insert(&reach, index);
        }
        root
    }

    #[test]
    fn routes_share_the_nodes_of_their_common_segments() {
        let root = tree(&["/a/{id}", "/a/b", "/a/{name}/c", "/"]);
        let a = &root.literals["a"];
        let parameter = a.parameter.as_ref().unwrap();
        assert_eq!(parameter.endpoints, [0]);
        assert_eq!(a.literals["b"].endpoints, [1]);
        assert_eq!(parameter.literals["c"].endpoints, [2]);
        assert_eq!(root.literals[""].endpoints, [3]);
    }

    #[test]
    fn rest_and_bare_routes_sit_at_the_node_before() {
        let root = tree(&["/files/{*path}", "/{*}", "/v1/{*}"]);
        assert_eq!(root.literals["files"].rest, [0]);
        assert_eq!(root.below, [1]);
        assert_eq!(root.literals["v1"].below, [2]);
    }
}
