//! Attacks a server: `flood head address=127.0.0.1:8000 connections=2000 seconds=60`.
//!
//! Prints what became of the connections as `name=count` in one line.

#![allow(clippy::panic, clippy::expect_used, reason = "a tool for tests")]

use faults::args::Args;
use faults::attack::{Ask, Attack, Download, Dribble, Fetch, Idle, Mutate, Mutator, Pipeline, Reset, SlowRead, Upload};
use faults::flood::{Plan, run};
use faults::net::raise_descriptor_limit;
use std::io;
use std::time::Duration;

fn main() -> io::Result<()> {
    let mut words = std::env::args().skip(1);
    let name =
        words.next().expect("an attack: head, body, read, idle, reset, pipeline, mutate, ask, upload, download, fetch");
    let args = Args::new(words);
    raise_descriptor_limit();
    println!("{}", run(&plan(&args), attack(&name, &args))?);
    Ok(())
}

fn plan(args: &Args) -> Plan {
    Plan {
        address: args.get("address").expect("address=IP:PORT"),
        connections: args.get_or("connections", 1),
        total: args.get_or("total", u64::MAX),
        rate: args.get_or("rate", 1_000_000),
        duration: Duration::from_secs(args.get_or("seconds", 3600)),
        receive_buffer: args.get("receive_buffer"),
    }
}

type Attacks = Box<dyn FnMut(u64) -> Box<dyn Attack>>;

fn attack(name: &str, args: &Args) -> Attacks {
    let interval = args.duration("interval_ms").unwrap_or(Duration::from_secs(1));
    let target: String = args.get_or("target", "/".into());
    let requests: u64 = args.get_or("requests", u64::MAX / 2);
    let length: u64 = args.get_or("length", 1 << 20);
    let rate: u64 = args.get_or("bytes_per_second", 100);
    match name {
        "head" => Box::new(move |_| Box::new(Dribble::head(interval))),
        "body" => Box::new(move |_| Box::new(Dribble::content(length, interval))),
        "read" => Box::new(move |_| Box::new(SlowRead::new(&target, rate))),
        "idle" => Box::new(|_| Box::new(Idle::default())),
        "reset" => Box::new(|number| Box::new(Reset::new(number))),
        "pipeline" => Box::new(move |_| Box::new(Pipeline::new(requests))),
        "mutate" => mutate(args),
        "ask" => {
            let targets: Vec<String> = target.split(',').map(str::to_owned).collect();
            Box::new(move |number| Box::new(Ask::new(targets.clone(), number, requests)))
        }
        "upload" => {
            let duration = args.duration("lasting_ms").unwrap_or_default();
            Box::new(move |_| Box::new(Upload::new(&target, length, duration)))
        }
        "fetch" => Box::new(move |_| Box::new(Fetch::new(&target, length as usize))),
        "download" => {
            let expected: String = args.get_or("content", String::new());
            Box::new(move |_| Box::new(Download::new(&target, format!("{expected}\n"))))
        }
        name => panic!("there is no attack {name:?}"),
    }
}

fn mutate(args: &Args) -> Attacks {
    let mut mutator = Mutator::new(args.get_or("seed", 1));
    let patience = args.duration("patience_ms").unwrap_or(Duration::from_secs(20));
    // One in so many leaves it to the server to notice that nothing more comes.
    let silent: u64 = args.get_or("silent", 50);
    Box::new(move |number| Box::new(Mutate::new(mutator.request(), number % silent != 0, patience)))
}
