//! Dates as HTTP writes them (RFC 9110 section 5.6.7).
//!
//! Decides when the line of a response is made anew: once a second, not once a response.

use std::time::{Duration, Instant, SystemTime, UNIX_EPOCH};

/// A time as it stands in `Date` and `Last-Modified`: `http.server`'s `date_time_string`.
///
/// Times before 1970 are written as 1970, for the format of RFC 9110 section 5.6.7 goes no further.
///
/// ```
/// use std::time::{Duration, UNIX_EPOCH};
///
/// let moment = UNIX_EPOCH + Duration::from_secs(784_111_777);
/// assert_eq!(http_core::http_date(moment), "Sun, 06 Nov 1994 08:49:37 GMT");
/// ```
#[doc(alias = "date_time_string")]
pub fn http_date(time: SystemTime) -> String {
    // httpdate panics beyond these years.
    const YEAR_9999: Duration = Duration::from_secs(253_402_300_799);
    httpdate::fmt_http_date(time.clamp(UNIX_EPOCH, UNIX_EPOCH + YEAR_9999))
}

/// A time out of a field such as `If-Modified-Since`, in any of the three forms of RFC 9110 section 5.6.7; `None` for
/// anything else, which recipients have to ignore.
///
/// ```
/// assert!(http_core::parse_http_date("Sunday, 06-Nov-94 08:49:37 GMT").is_some());
/// assert!(http_core::parse_http_date("yesterday").is_none());
/// ```
pub fn parse_http_date(text: &str) -> Option<SystemTime> {
    httpdate::parse_http_date(text).ok()
}

/// The `Date` line of responses, looked up and formatted once a second.
#[derive(Debug, Default)]
pub(crate) struct DateLine {
    line: String,
    /// When the next second begins.
    until: Option<Instant>,
}

impl DateLine {
    pub(crate) fn at(&mut self, now: Instant) -> &str {
        if self.until.is_none_or(|until| until <= now) {
            self.look_up(now);
        }
        &self.line
    }

    fn look_up(&mut self, now: Instant) {
        let date = SystemTime::now();
        let second_so_far = date.duration_since(UNIX_EPOCH).map_or(0, |since| since.subsec_nanos());
        self.line = format!("Date: {}\r\n", http_date(date));
        self.until = Some(now + Duration::from_secs(1) - Duration::from_nanos(second_so_far.into()));
    }
}
