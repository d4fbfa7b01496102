//! The sources, and what they have around them.

#[path = "../../../../http-core/src/engine/accept.rs"]
mod accept;
#[allow(dead_code, reason = "a model needs a part of it")]
#[path = "../../../../http-core/src/engine/complaints.rs"]
mod complaints;
#[allow(dead_code, reason = "a model needs a part of it")]
#[path = "../../../../http-core/src/engine/counters.rs"]
mod counters;
#[allow(dead_code, reason = "a model needs a part of it")]
#[path = "../../../../http-core/src/engine/crew.rs"]
mod crew;
#[path = "../../../../http-core/src/engine/drain.rs"]
mod drain;
#[allow(dead_code, reason = "a model needs a part of it")]
#[path = "../../../../http-core/src/engine/gate.rs"]
mod gate;
#[allow(dead_code, reason = "a model needs a part of it")]
#[path = "../../../../http-core/src/engine/member.rs"]
mod member;
#[allow(dead_code, reason = "a model needs a part of it")]
#[path = "../../../../http-core/src/engine/shared.rs"]
mod shared;
#[allow(unreachable_pub, reason = "in the library it can be reached")]
#[path = "../../../../http-core/src/engine/stopper.rs"]
mod stopper;
#[allow(dead_code, reason = "a model needs a part of it")]
#[path = "../../../../http-core/src/engine/table.rs"]
mod table;

mod connection;
mod patience;
mod settings;
mod slowness;
mod socket;
mod steward;
mod threads;

mod accept_models;
mod crew_models;
mod drain_models;
mod server;
mod shared_models;
mod table_models;
