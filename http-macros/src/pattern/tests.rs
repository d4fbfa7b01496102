//! What paths mean, and what is said about those that are wrong.

use super::{Pattern, Segment, Use};

fn segments(text: &str) -> Vec<Segment> {
    Pattern::parse(text, Use::Route).unwrap().segments
}

fn mistake(text: &str) -> String {
    Pattern::parse(text, Use::Route).unwrap_err().to_string()
}

fn literal(text: &str) -> Segment {
    Segment::Literal(text.to_owned())
}

#[test]
fn a_path_is_split_and_decoded() {
    assert_eq!(segments("/"), [literal("")]);
    assert_eq!(segments("/a/"), [literal("a"), literal("")]);
    assert_eq!(segments("/a%20b/%2F"), [literal("a b"), literal("/")]);
    assert_eq!(segments("/{{x}}"), [literal("{x}")]);
    assert_eq!(segments("/a.+b/.*c"), [literal("a.+b"), literal(".*c")]);
    assert_eq!(segments("/a/../b"), [literal("a"), literal(".."), literal("b")]);
    assert_eq!(
        segments("/m/{id}/{*rest}"),
        [literal("m"), Segment::Parameter("id".into()), Segment::Rest("rest".into())]
    );
}

#[test]
fn each_mistake_names_its_rule() {
    for (text, message) in [
        ("", "route path is empty"),
        ("users", "route path must start with `/`"),
        ("/a//b", "empty segment in route path"),
        ("/users/{id", "unclosed `{` in route path"),
        ("/users/id}", "`}` without `{` in route path"),
        ("/{}", "a path parameter needs a name"),
        ("/{user-id}", "`user-id` is not a Rust identifier"),
        ("/{a}{b}", "one parameter per segment"),
        ("/{a}.json", "a path parameter takes a whole segment"),
        ("/{*rest}/x", "`{*rest}` takes the rest of the path"),
        ("/users/<id>", "this looks like a parameter of another framework"),
        ("/users/:id", "this looks like a parameter of another framework"),
        ("/files/*", "this looks like a wildcard of another framework"),
        ("/x?page={page}", "a route path has no query"),
        ("/x#frag", "a route path has no fragment"),
        ("/a b", "' ' cannot stand in a route path"),
        ("/é", "'é' cannot stand in a route path"),
        ("/{id}/{id}", "path parameter `id` appears twice"),
        ("/%zz", "broken percent-escape in route path"),
        ("/%+1", "broken percent-escape in route path"),
        ("/%4", "broken percent-escape in route path"),
        ("/%FF", "this segment is not UTF-8"),
        ("/%00", "a path with NUL is always refused"),
        ("/{id:u32}", "a path parameter has a name and nothing else"),
        ("^/users/[0-9]+$", "a route path is no regular expression"),
        ("/files/.*", "a route path is no regular expression"),
        ("/{id}/(a|b)", "a route path is no regular expression"),
    ] {
        let found = mistake(text);
        assert!(found.starts_with(message), "{text}: {found}");
    }
}

#[test]
fn the_place_is_drawn() {
    assert_eq!(
        mistake("users"),
        "route path must start with `/`\n    \"users\"\n     ^ expected `/` here\nhelp: write \"/users\""
    );
    assert_eq!(
        mistake("/users/{id"),
        "unclosed `{` in route path\n    \"/users/{id\"\n            ^\nhelp: write \"/users/{id}\"; a literal brace is written `{{`"
    );
}

#[test]
fn the_help_can_be_pasted() {
    for (text, help) in [
        ("/users/:user-id/x", "help: write \"/users/{user_id}/x\""),
        ("/users/<int:id>", "help: write \"/users/{id}\""),
        ("/<path..>", "help: write \"/{*path}\""),
        ("/files/<path:rest>", "help: write \"/files/{*rest}\""),
        ("/posts/[...slug]/", "help: write \"/posts/{*slug}/\""),
        ("/users/[id]", "help: write \"/users/{id}\""),
        ("/a[1]", "help: write \"/a%5B1%5D\""),
        ("/{rest:path}", "help: write `{*rest}`: the type of the argument says what is taken"),
        ("/{path...}", "help: did you mean \"/{*path}\"?"),
        ("http://localhost/users", "help: write \"/users\""),
        ("GET /users", "help: write \"/users\""),
        ("users/:id?x=1", "help: write \"/users/{id}\""),
        ("*", "help: write \"/{*rest}\""),
        ("/{+rest}", "help: did you mean \"/{*rest}\"?"),
        ("/{rest*}", "help: did you mean \"/{*rest}\"?"),
        ("/{...rest}", "help: did you mean \"/{*rest}\"?"),
        (" ./users", "help: write \"/users\""),
        ("/users ", "help: write \"/users\""),
        ("/x?<page>", "help: take it as an argument: `#[query] page: u32`"),
        ("/x/:id?", "help: for a segment that may be absent write two attributes, with and without it"),
        ("/{user-id}", "help: did you mean \"/{user_id}\"?"),
        ("/{a}{b}", "help: separate them: \"/{a}/{b}\""),
        ("/a b", "help: write \"/a%20b\""),
        ("/a///b", "help: write \"/a/b\""),
        ("/f/*path", "help: write \"/f/{*path}\"; the character itself is written `%2A`"),
        ("/x?page={page}", "help: take it as an argument: `#[query] page: u32`"),
    ] {
        assert!(mistake(text).ends_with(help), "{}", mistake(text));
    }
}

#[test]
fn a_mount_is_fixed_and_ends_without_a_slash() {
    assert_eq!(Pattern::parse_mount("/").unwrap().segments, []);
    assert_eq!(Pattern::parse_mount("/a/b").unwrap().segments, [literal("a"), literal("b")]);
    assert!(Pattern::parse_mount("/a/").is_err());
    assert!(Pattern::parse_mount("/{id}").is_err());
    let help = |text| Pattern::parse_mount(text).unwrap_err().to_string();
    assert!(help("/x/*").ends_with("help: write \"/x\": all paths below it belong to it"));
    assert!(help("*").ends_with("help: write \"/\""));
    assert!(help("/x/:id").ends_with("put it in the paths of the mounted handler"));
}

#[test]
fn a_prefix_ends_without_a_slash_and_may_hold_parameters() {
    assert!(Pattern::parse_prefix("/v1/{tenant}").is_ok());
    assert!(Pattern::parse_prefix("/v1/").is_err());
    assert!(Pattern::parse_prefix("/").is_err());
    assert!(Pattern::parse_prefix("/{*rest}").is_err());
}

#[test]
fn a_witness_is_a_path_that_matches() {
    let witness = |text| Pattern::parse(text, Use::Route).unwrap().witness();
    assert_eq!(witness("/"), "/");
    assert_eq!(witness("/a/{b}/"), "/a/x/");
    assert_eq!(witness("/a/{*b}"), "/a/x/y");
    assert_eq!(witness("/{{a}}"), "/%7Ba%7D");
}
