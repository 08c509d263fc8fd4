//! A part of the engine that not every command needs.

use std::ops::Deref;
use std::sync::{Arc, OnceLock};

/// Something that is made when it is first asked for.
#[derive(Debug, Clone)]
pub struct Later<T> {
    made: Arc<OnceLock<T>>,
    make: fn() -> T,
}

impl<T: Default> Later<T> {
    /// What `make` makes.
    pub fn when_asked(make: fn() -> T) -> Later<T> {
        Later { made: Arc::default(), make }
    }

    /// What is made already.
    pub fn made(made: T) -> Later<T> {
        Later {
            made: Arc::new(OnceLock::from(made)),
            make: T::default,
        }
    }
}

impl<T> Deref for Later<T> {
    type Target = T;

    fn deref(&self) -> &T {
        self.made.get_or_init(self.make)
    }
}
