//! What a process uses, by `/proc`.

use std::fmt;
use std::fs;
use std::time::{Duration, Instant};

/// One look at a process.
#[derive(Debug, Clone, Copy)]
pub struct Usage {
    /// Resident memory in KiB.
    pub memory: u64,
    /// The most that it ever was, in KiB.
    pub peak: u64,
    /// Open descriptors.
    pub descriptors: usize,
    /// Threads.
    pub threads: usize,
    /// CPU time used so far.
    pub cpu: Duration,
    /// When this was so.
    pub at: Instant,
}

impl Usage {
    /// That of a process; `None` where it is gone.
    pub fn of(process: u32) -> Option<Self> {
        let folder = format!("/proc/{process}");
        let status = fs::read_to_string(format!("{folder}/status")).ok()?;
        let field = |name: &str| -> Option<u64> {
            let line = status.lines().find_map(|line| line.strip_prefix(name))?;
            line.split_whitespace().next()?.parse().ok()
        };
        Some(Self {
            memory: field("VmRSS:")?,
            peak: field("VmHWM:")?,
            descriptors: fs::read_dir(format!("{folder}/fd")).ok()?.count(),
            threads: field("Threads:")? as usize,
            cpu: cpu(&fs::read_to_string(format!("{folder}/stat")).ok()?)?,
            at: Instant::now(),
        })
    }

    /// The share of one core that was used since an earlier look, in percent.
    pub fn cpu_since(&self, earlier: &Self) -> f64 {
        (self.cpu.saturating_sub(earlier.cpu)).as_secs_f64() / (self.at - earlier.at).as_secs_f64() * 100.0
    }
}

/// User and system time are the 14th and 15th field; the second is a name, which may hold anything but ends with `)`.
fn cpu(stat: &str) -> Option<Duration> {
    let (_, fields) = stat.rsplit_once(')')?;
    let mut fields = fields.split_whitespace().skip(11);
    let mut ticks = || fields.next()?.parse::<u64>().ok();
    let total = ticks()? + ticks()?;
    Some(Duration::from_millis(total * 1000 / rustix::param::clock_ticks_per_second()))
}

impl fmt::Display for Usage {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { memory, peak, descriptors, threads, .. } = self;
        let mib = |kib: &u64| *kib as f64 / 1024.0;
        write!(formatter, "{:.1} MiB (peak {:.1}), {descriptors} fds, {threads} threads", mib(memory), mib(peak))
    }
}
