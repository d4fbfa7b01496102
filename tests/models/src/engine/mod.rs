//! The two sources, and what they have around them.

#[allow(dead_code, reason = "a model needs a part of it")]
#[path = "../../../../http-core/src/engine/crew.rs"]
mod crew;
#[allow(dead_code, reason = "a model needs a part of it")]
#[path = "../../../../http-core/src/engine/table.rs"]
mod table;

mod crew_models;
mod table_models;

mod connection {
    use super::socket::Socket;
    use crate::channel::Channel;
    use loom::sync::Arc;
    use std::time::Instant;

    #[derive(Debug)]
    pub(super) struct Connection {
        pub(super) channel: Arc<Channel<Socket>>,
        pub(super) number: usize,
    }

    impl Connection {
        pub(super) fn evictable_from(&self) -> Option<Instant> {
            None
        }
    }
}

mod socket {
    use loom::sync::atomic::{AtomicBool, Ordering};
    use std::net::Shutdown;

    #[derive(Debug, Default)]
    pub(super) struct Socket {
        pub(super) stream: Stream,
    }

    #[derive(Debug, Default)]
    pub(super) struct Stream {
        is_shut: AtomicBool,
    }

    impl Stream {
        pub(super) fn shutdown(&self, _: Shutdown) {
            self.is_shut.store(true, Ordering::SeqCst);
        }

        pub(super) fn is_shut(&self) -> bool {
            self.is_shut.load(Ordering::SeqCst)
        }
    }
}
