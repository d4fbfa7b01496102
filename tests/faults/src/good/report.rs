//! What good clients have seen.

use super::Request;
use std::collections::BTreeMap;
use std::fmt;
use std::time::Duration;

/// The good clients' side of the ledger.
#[derive(Debug, Default)]
pub struct Report {
    /// How long they went on asking.
    pub duration: Duration,
    /// Requests that were due.
    pub offered: u64,
    /// Answers with other bytes than the right ones.
    pub wrong: u64,
    /// Requests that were never answered, by reason.
    pub failures: BTreeMap<String, u64>,
    /// The numbers of requests that were answered.
    pub answered: Vec<u64>,
    /// The numbers of requests that failed.
    pub failed: Vec<u64>,
    /// The numbers of requests that were asked again under another number, because their persistent connection was
    /// closed before anything came back.
    pub retried: Vec<u64>,
    latencies: Vec<Duration>,
}

/// Latencies, from the moment a request was due.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Latency {
    /// Half of all requests took no longer.
    pub p50: Duration,
    /// 99 of 100.
    pub p99: Duration,
    /// 999 of 1,000.
    pub p999: Duration,
    /// The longest.
    pub most: Duration,
}

impl Report {
    pub(super) fn answered(&mut self, id: u64, latency: Duration) {
        self.answered.push(id);
        self.latencies.push(latency);
    }

    pub(super) fn fail(&mut self, request: &Request, reason: &str) {
        self.failed.push(request.id);
        *self.failures.entry(reason.to_owned()).or_default() += 1;
    }

    /// How many failed.
    pub fn failed(&self) -> u64 {
        self.failed.len() as u64
    }

    /// All latencies, in order.
    pub fn latency(&self) -> Latency {
        let mut sorted = self.latencies.clone();
        sorted.sort_unstable();
        let at = |share: f64| sorted.get((sorted.len() as f64 * share) as usize).or(sorted.last()).copied();
        let [p50, p99, p999] = [0.5, 0.99, 0.999].map(|share| at(share).unwrap_or_default());
        Latency { p50, p99, p999, most: sorted.last().copied().unwrap_or_default() }
    }
}

impl fmt::Display for Report {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Latency { p50, p99, p999, most } = self.latency();
        let ms = |duration: Duration| duration.as_secs_f64() * 1000.0;
        write!(formatter, "good: {} of {} answered", self.answered.len(), self.offered)?;
        write!(formatter, ", {} failed, {} wrong, {} asked again", self.failed(), self.wrong, self.retried.len())?;
        write!(formatter, ", p50 {:.1} p99 {:.1} p99.9 {:.1} most {:.0} ms", ms(p50), ms(p99), ms(p999), ms(most))?;
        if !self.failures.is_empty() {
            write!(formatter, " {:?}", self.failures)?;
        }
        Ok(())
    }
}
