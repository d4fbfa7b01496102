//! Decides the shape of the routing tree: which node a route ends at.
//! Must not know how the tree is searched, nor how it is written out.

use crate::model::{Reach, Route};
use crate::pattern::Segment;

/// The routes below one point of the path, by their next segment. Routes are numbered in the order of
/// the table.
#[derive(Default)]
pub(crate) struct Node {
    /// In bytewise order, so that the runtime can search by halves.
    pub(crate) literals: Vec<(String, Node)>,
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
        root.same_paths(&route.reach).push(index);
    }
    root
}

impl Node {
    /// Where the routes are that take these paths and no others, whatever their names for what is in them.
    pub(crate) fn same_paths(&mut self, reach: &Reach) -> &mut Vec<usize> {
        match reach {
            Reach::Below(None) => &mut self.below,
            Reach::Below(Some(prefix)) => &mut self.descend(&prefix.segments).below,
            Reach::Path(pattern) => match pattern.segments.split_last() {
                Some((Segment::Rest(_), before)) => &mut self.descend(before).rest,
                _ => &mut self.descend(&pattern.segments).endpoints,
            },
        }
    }

    /// The node at the end of `segments`, which is made if need be.
    fn descend(&mut self, segments: &[Segment]) -> &mut Node {
        let mut node = self;
        for segment in segments {
            node = match segment {
                Segment::Literal(text) => node.literal(text),
                Segment::Parameter(_) | Segment::Rest(_) => node.parameter.get_or_insert_default(),
            };
        }
        node
    }

    fn literal(&mut self, text: &str) -> &mut Node {
        let place = match self.literals.binary_search_by(|(known, _)| known.as_str().cmp(text)) {
            Ok(place) => place,
            Err(place) => {
                self.literals.insert(place, (text.to_owned(), Node::default()));
                place
            }
        };
        &mut self.literals[place].1
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
            root.same_paths(&reach).push(index);
        }
        root
    }

    fn literal<'a>(node: &'a Node, text: &str) -> &'a Node {
        node.literals.iter().find(|(known, _)| known == text).map(|(_, child)| child).unwrap()
    }

    #[test]
    fn routes_share_the_nodes_of_their_common_segments() {
        let root = tree(&["/a/{id}", "/a/b", "/a/{name}/c", "/"]);
        let a = literal(&root, "a");
        let parameter = a.parameter.as_ref().unwrap();
        assert_eq!(parameter.endpoints, [0]);
        assert_eq!(literal(a, "b").endpoints, [1]);
        assert_eq!(literal(parameter, "c").endpoints, [2]);
        assert_eq!(literal(&root, "").endpoints, [3]);
    }

    #[test]
    fn rest_and_bare_routes_sit_at_the_node_before() {
        let root = tree(&["/files/{*path}", "/{*}", "/v1/{*}"]);
        assert_eq!(literal(&root, "files").rest, [0]);
        assert_eq!(root.below, [1]);
        assert_eq!(literal(&root, "v1").below, [2]);
    }
}
