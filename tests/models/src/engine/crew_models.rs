//! Who is on duty: nobody is forgotten, nobody is replaced twice, and every event is served once.

use super::crew::Crew;
use super::member::{Duty, Member};
use crate::platform::thread::TIMES_OVER;
use crate::platform::{Batch, Event};
use loom::sync::Arc;
use loom::thread;

/// A crew with one core and its first thread on duty.
fn crew(most: usize) -> (Arc<Crew>, Arc<Member>) {
    let crew = Arc::new(Crew::new(1, 1..=most));
    let member = crew.enlist().unwrap();
    crew.go_on_duty();
    (crew, member)
}

fn in_background<T: 'static>(crew: &Arc<Crew>, run: impl FnOnce(&Crew) -> T + 'static) -> thread::JoinHandle<T> {
    let crew = Arc::clone(crew);
    thread::spawn(move || run(&crew))
}

#[test]
fn a_thread_that_stands_by_is_called_in_or_sent_home() {
    loom::model(|| {
        TIMES_OVER.set(0);
        let (crew, _) = crew(2);
        let member = crew.enlist().unwrap();
        let standing_by = in_background(&crew, move |crew| crew.stand_by(&member));
        let was_called = crew.call_in();
        if !was_called {
            crew.dismiss();
        }
        assert_eq!(standing_by.join().unwrap(), was_called);
    });
}

#[test]
fn a_thread_that_leaves_and_is_called_at_the_same_moment_stays() {
    loom::model(|| {
        TIMES_OVER.set(1);
        let (crew, _) = crew(2);
        let member = crew.enlist().unwrap();
        let standing_by = in_background(&crew, move |crew| crew.stand_by(&member));
        let was_called = crew.call_in();
        assert_eq!(standing_by.join().unwrap(), was_called);
    });
}

#[test]
fn of_two_threads_that_may_leave_one_stays() {
    loom::model(|| {
        TIMES_OVER.set(2);
        let (crew, first) = crew(2);
        let second = crew.enlist().unwrap();
        let in_turn = |crew: &Crew, member| {
            crew.stand_by(&member);
            crew.dismiss();
        };
        let standing_by = in_background(&crew, move |crew| in_turn(crew, second));
        in_turn(&crew, first);
        standing_by.join().unwrap();
        assert!(crew.total() >= crew.least());
    });
}

#[test]
fn a_stuck_thread_is_replaced_once() {
    loom::model(|| {
        let (crew, member) = crew(2);
        member.begin();
        let steward = in_background(&crew, |crew| crew.look().struck + crew.look().struck);
        let handed_over = member.hand_over();
        if handed_over {
            crew.go_off_duty();
        }
        let struck = steward.join().unwrap();
        assert_eq!(struck + usize::from(handed_over), 1);
        assert_eq!(crew.missing(), 1);
        assert_eq!(member.end(), Duty::Off);
    });
}

#[test]
fn a_thread_that_ends_knows_whether_it_was_replaced() {
    loom::model(|| {
        let (crew, member) = crew(2);
        member.begin();
        let steward = in_background(&crew, |crew| crew.look().struck + crew.look().struck);
        let first = member.end();
        member.begin();
        let second = member.end();
        let struck = steward.join().unwrap();
        let off = [first, second].iter().filter(|duty| **duty == Duty::Off).count();
        assert_eq!(off, struck);
        assert_eq!(crew.missing(), struck);
    });
}

#[test]
fn every_event_that_was_kept_is_served_once() {
    loom::model(|| {
        let (crew, member) = crew(2);
        let mut batch = Batch::default();
        (1..=3).for_each(|token| batch.push(Event { token, has_ended: false }));
        member.begin();
        let steward =
            in_background(&crew, |crew| [crew.look(), crew.look()].into_iter().flat_map(|look| look.left).collect());
        let mut served: Vec<Event> = member.keep(batch).into_iter().collect();
        while let Some(event) = member.next_kept() {
            served.push(event);
        }
        let left: Vec<Event> = steward.join().unwrap();
        served.extend(left);
        served.sort_unstable_by_key(|event| event.token);
        assert_eq!(served.iter().map(|event| event.token).collect::<Vec<_>>(), [1, 2, 3]);
    });
}

#[test]
fn duty_is_not_taken_by_more_than_there_should_be() {
    loom::model(|| {
        let crew = Arc::new(Crew::new(1, 1..=3));
        let first = in_background(&crew, Crew::rejoin);
        let second = in_background(&crew, Crew::rejoin);
        let third = crew.rejoin();
        let joined = [first.join().unwrap(), second.join().unwrap(), third];
        assert_eq!(joined.iter().filter(|joined| **joined).count(), 1);
        assert!(!crew.step_back());
    });
}
