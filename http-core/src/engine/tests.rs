//! Tests of the engine's parts that need no socket. What they do together is tested over sockets in the package
//! `tests`.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "tests")]

use super::appetite::Appetite;
use super::conversation::{Conversation, Next, Nobody};
use super::crew::Crew;
use super::member::Duty;
use super::slowness::{Slowness, note};
use crate::platform::{Batch, Event, MOST_EVENTS};
use crate::proto::{Bounds, Input, Receiver};
use crate::{Address, Body, Handler, Limits, Request, handler_fn};
use proptest::collection::vec;
use proptest::prelude::*;
use std::sync::Arc;
use std::thread;
use std::time::{Duration, Instant};

// Conversations

/// What a conversation said, without the date, and how it ended.
fn talk(pieces: &[&[u8]]) -> (String, &'static str) {
    let handler: Arc<dyn Handler> = Arc::new(handler_fn(|request: &Request, body: &mut Body| {
        let content = body.read_all()?;
        Ok::<_, std::io::Error>(format!("{} {} {}", request.method(), request.target(), content.escape_ascii()))
    }));
    let settings =
        super::Settings { limits: Limits { max_head: 512, ..Limits::default() }, ..super::Settings::default() };
    let mut conversation = Conversation::new(Arc::new(settings), handler);
    conversation.begin(Address::unix(None), None);
    let mut said = Vec::new();
    let mut end = "open";
    'pieces: for piece in pieces {
        conversation.input().extend(piece);
        loop {
            let next = conversation.advance(&mut Nobody);
            let (first, second) = conversation.response.output();
            said.append(first);
            said.append(second);
            match next {
                Next::Receive => break,
                Next::Send => {}
                Next::Close | Next::Linger | Next::Reset | Next::TakeOver(_) => {
                    end = "closed";
                    break 'pieces;
                }
            }
        }
    }
    let text = String::from_utf8(said).expect("ASCII");
    (text.split("\r\n").filter(|line| !line.starts_with("Date: ")).collect::<Vec<_>>().join("\n"), end)
}

fn message() -> impl Strategy<Value = &'static [u8]> {
    prop::sample::select(
        vec![
            &b"GET /a?b HTTP/1.1\r\nHost: a\r\n\r\n"[..],
            b"HEAD /a HTTP/1.1\r\nHost: a\r\n\r\n",
            b"POST /b HTTP/1.1\r\nHost: a\r\nContent-Length: 5\r\n\r\nhello",
            b"POST /c HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n3\r\nabc\r\n2;x=y\r\nde\r\n0\r\nT: v\r\n\r\n",
            b"GET /d HTTP/1.0\r\nConnection: keep-alive\r\n\r\n",
            b"GET /e HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n",
            b"POST /f HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n3\r\nabcX",
            b"GET /g HTTP/1.1\r\n\r\n",
        ],
    )
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 256, failure_persistence: None, ..ProptestConfig::default() })]

    /// However requests are cut into packets, the answers are the same.
    #[test]
    fn answers_do_not_depend_on_packets(
        messages in vec(message(), 1..6),
        places in vec(any::<prop::sample::Index>(), 0..8),
    ) {
        let bytes = messages.concat();
        let mut places: Vec<usize> = places.iter().map(|place| place.index(bytes.len())).collect();
        places.sort_unstable();
        let ends = places.iter().copied().chain([bytes.len()]);
        let starts = [0].into_iter().chain(places.iter().copied());
        let pieces: Vec<&[u8]> = starts.zip(ends).map(|(start, end)| &bytes[start..end]).collect();
        prop_assert_eq!(talk(&pieces), talk(&[&bytes]));
    }
}

// The crew

#[test]
fn no_more_threads_are_enlisted_than_there_may_be() {
    let crew = Crew::new(2, 1..=3);
    let members: Vec<_> = (0..3).map(|_| crew.enlist().expect("a thread more")).collect();
    assert!(crew.enlist().is_none());
    assert_eq!(crew.total(), 3);
    crew.leave(&members[0]);
    assert!(crew.enlist().is_some(), "in the place of the one that left");
}

#[test]
fn a_crew_has_at_least_one_thread_whatever_is_asked_for() {
    #[expect(clippy::reversed_empty_ranges, reason = "what is tested")]
    for (threads, least, most) in [(0..=0, 1, 1), (5..=1, 5, 5), (0..=2, 1, 2)] {
        let crew = Crew::new(4, threads);
        assert_eq!((crew.least(), crew.most()), (least, most));
        assert_eq!(std::iter::from_fn(|| crew.enlist()).count(), most);
    }
}

#[test]
fn as_many_are_missing_as_there_are_cores_without_a_thread_on_duty() {
    let crew = Crew::new(3, 1..=8);
    assert_eq!(crew.missing(), 3);
    crew.go_on_duty();
    crew.go_on_duty();
    assert_eq!(crew.missing(), 1);
    assert!(crew.rejoin() && !crew.rejoin(), "only as long as somebody is missing");
    assert!(!crew.step_back(), "nobody is too many");
    crew.go_on_duty();
    assert!(crew.step_back() && !crew.step_back());
    assert_eq!(crew.missing(), 0);
    assert_eq!(Crew::new(8, 1..=2).missing(), 2, "never more than there may be");
}

#[test]
fn a_thread_that_does_the_same_at_two_looks_is_struck_off() {
    let crew = Crew::new(1, 1..=2);
    let member = crew.enlist().unwrap();
    crew.go_on_duty();
    assert!(!crew.look().is_anyone_busy);
    member.begin();
    let look = crew.look();
    assert!(look.is_anyone_busy && look.has_changed && look.struck == 0);
    let look = crew.look();
    assert_eq!((look.struck, crew.missing(), member.is_stuck()), (1, 1, true));
    assert_eq!(crew.look().struck, 0, "only once");
    assert_eq!(member.end(), Duty::Off);
    member.begin();
    assert_eq!(member.end(), Duty::On);
}

#[test]
fn a_thread_that_does_one_thing_after_the_other_is_never_struck_off() {
    let crew = Crew::new(1, 1..=2);
    let member = crew.enlist().unwrap();
    for _ in 0..10 {
        member.begin();
        assert_eq!(crew.look().struck, 0);
        assert_eq!(member.end(), Duty::On);
    }
}

#[test]
fn a_place_is_handed_over_once() {
    let crew = Crew::new(1, 1..=2);
    let member = crew.enlist().unwrap();
    member.begin();
    assert!(member.hand_over() && !member.hand_over());
    crew.look();
    assert_eq!(crew.look().struck, 0, "it has a replacement already");
    assert_eq!(member.end(), Duty::Off);
    member.begin_off_duty();
    assert!(!member.hand_over(), "nobody has to replace it");
}

#[test]
fn a_thread_that_stands_by_can_be_called_in_and_sent_home() {
    let crew = Arc::new(Crew::new(1, 1..=2));
    let standing_by = |crew: &Arc<Crew>| {
        let (crew, member) = (Arc::clone(crew), crew.enlist().unwrap());
        thread::spawn(move || crew.stand_by(&member))
    };
    let called = standing_by(&crew);
    let deadline = Instant::now() + Duration::from_secs(20);
    while !crew.call_in() {
        assert!(Instant::now() < deadline, "nobody stands by");
        thread::yield_now();
    }
    assert!(called.join().unwrap());
    assert_eq!(crew.missing(), 0, "who is called in is on duty");
    assert!(!crew.call_in());
    let dismissed = standing_by(&crew);
    crew.dismiss();
    assert!(!dismissed.join().unwrap());
}

#[test]
fn a_wake_up_that_a_handler_has_left_sends_nobody_home() {
    let crew = Arc::new(Crew::new(1, 1..=3));
    let members = [crew.enlist().expect("a thread"), crew.enlist().expect("a thread more")];
    let standing_by = {
        let (crew, member) = (Arc::clone(&crew), Arc::clone(&members[1]));
        thread::spawn(move || {
            thread::current().unpark();
            crew.stand_by(&member)
        })
    };
    let deadline = Instant::now() + Duration::from_secs(20);
    while !crew.call_in() {
        assert!(Instant::now() < deadline && !standing_by.is_finished(), "it has gone");
        thread::yield_now();
    }
    assert!(standing_by.join().expect("no panic"));
}

#[test]
fn who_is_struck_off_has_said_what_it_is_doing() {
    let crew = Crew::new(2, 1..=3);
    let members: Vec<_> = (0..3).map(|_| crew.enlist().unwrap()).collect();
    members.iter().for_each(|member| member.begin());
    members[0].set_note(u128::MAX - 1);
    members[1].set_note(3);
    members[1].clear_note();
    assert!(crew.look().notes.is_empty());
    let look = crew.look();
    assert_eq!(look.struck, 3);
    assert_eq!(look.notes, [u128::MAX - 1], "two of them are in no handler");
    assert!(crew.look().notes.is_empty(), "told once");
}

// Events that are taken at once

fn events(tokens: std::ops::Range<u64>) -> Batch {
    let mut events = Batch::default();
    for token in tokens {
        events.push(Event { token, has_ended: false });
    }
    events
}

fn tokens(events: impl IntoIterator<Item = Event>) -> Vec<u64> {
    events.into_iter().map(|event| event.token).collect()
}

#[test]
fn events_are_served_in_order_and_no_more_are_taken_than_there_is_room_for() {
    assert_eq!(tokens(events(3..6)), [3, 4, 5]);
    assert_eq!(events(0..100).len(), MOST_EVENTS);
    assert!(events(0..0).is_empty());
}

#[test]
fn a_thread_takes_more_events_while_there_are_more() {
    let mut appetite = Appetite::default();
    let mut asked = Vec::new();
    for found in [1, 2, 4, 8, 3, 0, 1] {
        asked.push(appetite.most());
        appetite.found(found);
    }
    assert_eq!(asked, [1, 2, 4, 8, 8, 3, 1]);
    appetite.was_too_large();
    assert_eq!(appetite.most(), 1);
}

#[test]
fn events_of_a_stuck_thread_are_taken_from_it() {
    let crew = Crew::new(1, 1..=2);
    let member = crew.enlist().unwrap();
    crew.go_on_duty();
    member.begin();
    assert_eq!(member.keep(events(0..4)).map(|event| event.token), Some(0));
    assert_eq!(tokens(crew.look().left), [0_u64; 0], "it has just begun");
    let look = crew.look();
    assert_eq!(look.struck, 1);
    assert_eq!(tokens(look.left), [1, 2, 3]);
    assert_eq!(member.next_kept(), None);
    assert_eq!(member.end(), Duty::Off);
}

#[test]
fn events_of_a_slow_thread_are_taken_from_it_though_it_is_not_stuck() {
    let crew = Crew::new(1, 1..=2);
    let member = crew.enlist().unwrap();
    crew.go_on_duty();
    member.begin();
    member.keep(events(0..4));
    assert!(crew.look().left.is_empty());
    assert_eq!(member.end(), Duty::On);
    assert_eq!(member.next_kept().map(|event| event.token), Some(1));
    member.begin();
    let look = crew.look();
    assert_eq!(look.struck, 0);
    assert_eq!(tokens(look.left), [2, 3]);
    assert_eq!(member.end(), Duty::On);
}

// Slowness

fn request(method: &str, target: &str) -> Request {
    let (mut request, mut input) = (Request::default(), Input::default());
    input.extend(format!("{method} {target} HTTP/1.1\r\nHost: a\r\n\r\n").as_bytes());
    let bounds = Bounds { head: 4096, target: 1024, fields: 10, ..Limits::default().bounds() };
    assert_eq!(Receiver::default().head(&mut input, &mut request.head, &bounds), Ok(true));
    request
}

#[test]
fn a_kind_of_request_is_slow_until_it_was_quick_several_times() {
    let slowness = Slowness::default();
    let kind = |method, target| note(&request(method, target));
    let slow = kind("GET", "/slow/1");
    assert!(!slowness.is_slow(slow));
    slowness.was_slow(slow);
    assert!(!slowness.is_slow(slow), "once may be the machine's fault");
    for _ in 0..10 {
        slowness.was_slow(slow);
    }
    for same in ["/slow/2?x", "/slow?x", "/slow", "/slow/"] {
        assert!(slowness.is_slow(kind("GET", same)), "the same method and first segment as {same}");
    }
    assert!(!slowness.is_slow(kind("POST", "/slow/1")), "another method");
    for other in ["/quick", "/", "/slower", "/slo/w", "//slow"] {
        assert!(!slowness.is_slow(kind("GET", other)), "{other}");
    }
    let mut quick = 0;
    while slowness.is_slow(slow) {
        slowness.was_quick(slow);
        quick += 1;
    }
    assert!(quick > 1, "once is no proof");
    slowness.was_quick(slow);
    assert!(!slowness.is_slow(slow), "not below nothing");
}

#[test]
fn the_beginning_of_a_request_line_tells_its_kind() {
    let kind = |method, target| note(&request(method, target));
    let slowness = Slowness::default();
    for (method, target) in [("GET", "/"), ("OPTIONS", "*"), ("GET", "http://a"), ("CONNECT", "a:80")] {
        assert!(!slowness.is_slow(kind(method, target)));
        slowness.was_slow(kind(method, target));
        slowness.was_slow(kind(method, target));
        assert!(slowness.is_slow(kind(method, target)), "{method} {target}");
    }
    slowness.was_slow(kind("DELETE", "/bookmarks/1"));
    slowness.was_slow(kind("DELETE", "/bookmarks/2"));
    assert!(slowness.is_slow(kind("DELETE", "/bookmarks/3")));
    assert!(!slowness.is_slow(kind("DELETE", "/bookings/3")));
}
