//! The statements. Both databases read them alike, so that they are written once.

use std::borrow::Cow;

use sqlx::error::{DatabaseError, ErrorKind};
use sqlx::migrate::{Migration, MigrationType, Migrator};

use super::StoreError;

/// What a fault of the database means. Its words are left out: they may quote a value.
pub(super) fn fault(why: sqlx::Error) -> StoreError {
    match &why {
        sqlx::Error::Database(of) if is_full(of.as_ref()) => StoreError::Full,
        sqlx::Error::Database(of) if of.kind() != ErrorKind::Other => StoreError::Unreadable("a rule of its tables was broken"),
        sqlx::Error::Database(_) => StoreError::Away("it refused"),
        sqlx::Error::Io(_) => StoreError::Away("the connection failed"),
        sqlx::Error::PoolTimedOut => StoreError::Away("it was busy for too long"),
        sqlx::Error::PoolClosed => StoreError::Away("it is closed"),
        sqlx::Error::ColumnDecode { .. } | sqlx::Error::Decode(_) => StoreError::Unreadable("a value of another form"),
        _ => StoreError::Away("it failed"),
    }
}

/// SQLITE_FULL (13), and PostgreSQL's class 53: insufficient resources.
fn is_full(why: &dyn DatabaseError) -> bool {
    why.code().is_some_and(|code| code == "13" || code.starts_with("53"))
}

/// A list of ids as it is kept: with commas.
pub(super) fn written(ids: &[u64]) -> String {
    ids.iter().map(u64::to_string).collect::<Vec<_>>().join(",")
}

/// A list of ids as it was kept.
pub(super) fn read(ids: &str) -> Result<Vec<u64>, StoreError> {
    let parts = ids.split(',').filter(|part| !part.is_empty());
    parts.map(|part| part.parse().map_err(|_| StoreError::Unreadable("a list of ids"))).collect()
}

/// An id as databases keep it. Discord's fit: they are times in milliseconds, shifted by 22 bits.
pub(super) fn number(id: u64) -> i64 {
    i64::try_from(id).unwrap_or(i64::MAX)
}

/// An id as Discord has it.
pub(super) fn id(number: i64) -> u64 {
    u64::try_from(number).unwrap_or(0)
}

/// The steps by which a database's tables came to be as they are.
pub(super) fn migrations(steps: &[(i64, &'static str, &'static str)]) -> Migrator {
    let step = |(version, name, sql): &(i64, &'static str, &'static str)| {
        Migration::new(*version, Cow::Borrowed(*name), MigrationType::Simple, Cow::Borrowed(*sql), false)
    };
    Migrator {
        migrations: Cow::Owned(steps.iter().map(step).collect()),
        ..Migrator::DEFAULT
    }
}

/// Gives a type with a pool all that a store does. Its `tidy` is run after rows were deleted; what processes that share the
/// store do with one another is its own.
macro_rules! store {
    ($store:ty) => {
        #[async_trait::async_trait]
        impl $crate::store::Store for $store {
            async fn server(&self, server: u64) -> Result<Option<ServerSettings>, StoreError> {
                type Row = (String, String, String, String, String, bool, bool, bool, bool);
                let sql = "SELECT channels, roles, threads, country, language, prompts, practice, adult, others FROM server WHERE id = $1";
                let row: Option<Row> = sqlx::query_as(sql)
                    .bind(sql::number(server))
                    .fetch_optional(&self.pool)
                    .await
                    .map_err(sql::fault)?;
                let Some((channels, roles, threads, country, language, prompts, practice, adult, others)) = row else {
                    return Ok(None);
                };
                Ok(Some(ServerSettings {
                    channels: sql::read(&channels)?,
                    roles: sql::read(&roles)?,
                    threads: Threads::named(&threads).ok_or(StoreError::Unreadable("a kind of thread"))?,
                    country,
                    language,
                    prompts,
                    practice,
                    adult,
                    others,
                }))
            }

            async fn save_server(&self, server: u64, settings: &ServerSettings) -> Result<(), StoreError> {
                let sql = "INSERT INTO server (id, channels, roles, threads, country, language, prompts, practice, adult, others)
                    VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)
                    ON CONFLICT (id) DO UPDATE SET channels = excluded.channels, roles = excluded.roles, threads = excluded.threads,
                    country = excluded.country, language = excluded.language, prompts = excluded.prompts,
                    practice = excluded.practice, adult = excluded.adult, others = excluded.others";
                let query = sqlx::query(sql)
                    .bind(sql::number(server))
                    .bind(sql::written(&settings.channels))
                    .bind(sql::written(&settings.roles))
                    .bind(settings.threads.name())
                    .bind(&settings.country)
                    .bind(&settings.language)
                    .bind(settings.prompts)
                    .bind(settings.practice)
                    .bind(settings.adult)
                    .bind(settings.others);
                query.execute(&self.pool).await.map_err(sql::fault)?;
                Ok(())
            }

            async fn blocked_channels(&self, server: u64) -> Result<Vec<u64>, StoreError> {
                let sql = "SELECT channel FROM blocked_channel WHERE server = $1 ORDER BY channel";
                let rows: Vec<i64> = sqlx::query_scalar(sql)
                    .bind(sql::number(server))
                    .fetch_all(&self.pool)
                    .await
                    .map_err(sql::fault)?;
                Ok(rows.into_iter().map(sql::id).collect())
            }

            async fn block_channel(&self, server: u64, channel: u64, blocked: bool) -> Result<(), StoreError> {
                let sql = if blocked {
                    "INSERT INTO blocked_channel (server, channel) VALUES ($1, $2) ON CONFLICT DO NOTHING"
                } else {
                    "DELETE FROM blocked_channel WHERE server = $1 AND channel = $2"
                };
                let query = sqlx::query(sql).bind(sql::number(server)).bind(sql::number(channel));
                query.execute(&self.pool).await.map_err(sql::fault)?;
                Ok(())
            }

            async fn blocked_people(&self, server: u64) -> Result<Vec<PersonKey>, StoreError> {
                let sql = "SELECT person FROM blocked_person WHERE server = $1 ORDER BY person";
                let rows: Vec<Vec<u8>> = sqlx::query_scalar(sql)
                    .bind(sql::number(server))
                    .fetch_all(&self.pool)
                    .await
                    .map_err(sql::fault)?;
                rows.into_iter().map(sql::person).collect()
            }

            async fn block_person(&self, server: u64, person: PersonKey, blocked: bool) -> Result<(), StoreError> {
                let sql = if blocked {
                    "INSERT INTO blocked_person (server, person) VALUES ($1, $2) ON CONFLICT DO NOTHING"
                } else {
                    "DELETE FROM blocked_person WHERE server = $1 AND person = $2"
                };
                let query = sqlx::query(sql).bind(sql::number(server)).bind(person.0.as_slice());
                query.execute(&self.pool).await.map_err(sql::fault)?;
                if !blocked {
                    self.tidy().await?;
                }
                Ok(())
            }

            async fn person(&self, person: PersonKey) -> Result<Option<PersonSettings>, StoreError> {
                let sql = "SELECT listening, deeper, prompts, buttons, progress, met FROM person WHERE person = $1";
                let query = sqlx::query_as(sql).bind(person.0.as_slice());
                let row: Option<(bool, bool, bool, bool, bool, bool)> = query.fetch_optional(&self.pool).await.map_err(sql::fault)?;
                Ok(row.map(|(listening, deeper, prompts, buttons, progress, met)| PersonSettings {
                    listening,
                    deeper,
                    prompts,
                    buttons,
                    progress,
                    met,
                }))
            }

            async fn save_person(&self, person: PersonKey, settings: &PersonSettings, day: i64) -> Result<(), StoreError> {
                let sql = "INSERT INTO person (person, listening, deeper, prompts, buttons, progress, met, day)
                    VALUES ($1, $2, $3, $4, $5, $6, $7, $8)
                    ON CONFLICT (person) DO UPDATE SET listening = excluded.listening, deeper = excluded.deeper,
                    prompts = excluded.prompts, buttons = excluded.buttons, progress = excluded.progress, met = excluded.met, day = excluded.day";
                let query = sqlx::query(sql)
                    .bind(person.0.as_slice())
                    .bind(settings.listening)
                    .bind(settings.deeper)
                    .bind(settings.prompts)
                    .bind(settings.buttons)
                    .bind(settings.progress)
                    .bind(settings.met)
                    .bind(day);
                query.execute(&self.pool).await.map_err(sql::fault)?;
                Ok(())
            }

            async fn met(&self, people: &[PersonKey], day: i64) -> Result<(), StoreError> {
                let fresh = PersonSettings::default();
                let mut transaction = self.pool.begin().await.map_err(sql::fault)?;
                for person in people {
                    let sql = "INSERT INTO person (person, listening, deeper, prompts, buttons, progress, met, day)
                        VALUES ($1, $2, $3, $4, $5, $6, $7, $8) ON CONFLICT (person) DO UPDATE SET met = excluded.met, day = excluded.day";
                    let query = sqlx::query(sql)
                        .bind(person.0.as_slice())
                        .bind(fresh.listening)
                        .bind(fresh.deeper)
                        .bind(fresh.prompts)
                        .bind(fresh.buttons)
                        .bind(fresh.progress)
                        .bind(true)
                        .bind(day);
                    query.execute(&mut *transaction).await.map_err(sql::fault)?;
                }
                transaction.commit().await.map_err(sql::fault)
            }

            async fn opt_in(&self, opt_in: &OptIn, day: i64) -> Result<(), StoreError> {
                let sql = "INSERT INTO opt_in (place, server, person, day) VALUES ($1, $2, $3, $4)
                    ON CONFLICT (place) DO UPDATE SET server = excluded.server, person = excluded.person, day = excluded.day";
                let query = sqlx::query(sql)
                    .bind(opt_in.place.0.as_slice())
                    .bind(sql::number(opt_in.server))
                    .bind(opt_in.person.0.as_slice())
                    .bind(day);
                query.execute(&self.pool).await.map_err(sql::fault)?;
                Ok(())
            }

            async fn opted_in(&self, place: PlaceKey) -> Result<Option<OptIn>, StoreError> {
                let sql = "SELECT server, person FROM opt_in WHERE place = $1";
                let query = sqlx::query_as(sql).bind(place.0.as_slice());
                let row: Option<(i64, Vec<u8>)> = query.fetch_optional(&self.pool).await.map_err(sql::fault)?;
                let Some((server, person)) = row else { return Ok(None) };
                Ok(Some(OptIn {
                    place,
                    server: sql::id(server),
                    person: sql::person(person)?,
                }))
            }

            async fn opt_ins(&self) -> Result<Vec<OptIn>, StoreError> {
                let sql = "SELECT place, server, person FROM opt_in ORDER BY place";
                let rows: Vec<(Vec<u8>, i64, Vec<u8>)> = sqlx::query_as(sql).fetch_all(&self.pool).await.map_err(sql::fault)?;
                let read = |(place, server, person)| {
                    Ok(OptIn {
                        place: sql::place(place)?,
                        server: sql::id(server),
                        person: sql::person(person)?,
                    })
                };
                rows.into_iter().map(read).collect()
            }

            async fn opt_out(&self, place: PlaceKey) -> Result<(), StoreError> {
                let query = sqlx::query("DELETE FROM opt_in WHERE place = $1").bind(place.0.as_slice());
                query.execute(&self.pool).await.map_err(sql::fault)?;
                Ok(())
            }

            async fn practised(&self, person: PersonKey, practised: &Practised) -> Result<(), StoreError> {
                let numbers = practised.numbers;
                let sql = "INSERT INTO practice (person, day, kind, replies, reflections, complex, questions, flagged)
                    VALUES ($1, $2, $3, $4, $5, $6, $7, $8)";
                let query = sqlx::query(sql)
                    .bind(person.0.as_slice())
                    .bind(practised.day)
                    .bind(&practised.kind)
                    .bind(i64::from(numbers.replies))
                    .bind(i64::from(numbers.reflections))
                    .bind(i64::from(numbers.complex))
                    .bind(i64::from(numbers.questions))
                    .bind(i64::from(numbers.flagged));
                query.execute(&self.pool).await.map_err(sql::fault)?;
                Ok(())
            }

            async fn practices(&self, person: PersonKey, at_most: u32) -> Result<Vec<Practised>, StoreError> {
                let sql = "SELECT day, kind, replies, reflections, complex, questions, flagged FROM practice
                    WHERE person = $1 ORDER BY id DESC LIMIT $2";
                let query = sqlx::query_as(sql).bind(person.0.as_slice()).bind(i64::from(at_most));
                let rows: Vec<(i64, String, i64, i64, i64, i64, i64)> = query.fetch_all(&self.pool).await.map_err(sql::fault)?;
                let count = |number| u32::try_from(number).unwrap_or(0);
                let read = |(day, kind, replies, reflections, complex, questions, flagged)| Practised {
                    day,
                    kind,
                    numbers: $crate::session::Numbers {
                        replies: count(replies),
                        reflections: count(reflections),
                        complex: count(complex),
                        questions: count(questions),
                        flagged: count(flagged),
                    },
                };
                Ok(rows.into_iter().rev().map(read).collect())
            }

            async fn forget_practices(&self, person: PersonKey) -> Result<(), StoreError> {
                let query = sqlx::query("DELETE FROM practice WHERE person = $1").bind(person.0.as_slice());
                query.execute(&self.pool).await.map_err(sql::fault)?;
                self.tidy().await
            }

            async fn landed(&self, kind: &str, rule: &str, hit: bool) -> Result<(), StoreError> {
                let sql = "INSERT INTO landed (kind, rule, hit, missed) VALUES ($1, $2, $3, $4)
                    ON CONFLICT (kind, rule) DO UPDATE SET hit = landed.hit + excluded.hit, missed = landed.missed + excluded.missed";
                let query = sqlx::query(sql).bind(kind).bind(rule).bind(i64::from(hit)).bind(i64::from(!hit));
                query.execute(&self.pool).await.map_err(sql::fault)?;
                Ok(())
            }

            async fn all_landed(&self) -> Result<Vec<Landed>, StoreError> {
                let sql = "SELECT kind, rule, hit, missed FROM landed ORDER BY missed DESC, hit DESC, kind, rule";
                let rows: Vec<(String, String, i64, i64)> = sqlx::query_as(sql).fetch_all(&self.pool).await.map_err(sql::fault)?;
                let read = |(kind, rule, hit, missed)| Landed {
                    kind,
                    rule,
                    hit: sql::id(hit),
                    missed: sql::id(missed),
                };
                Ok(rows.into_iter().map(read).collect())
            }

            async fn export(&self, person: PersonKey) -> Result<Export, StoreError> {
                let key = person.0.as_slice();
                let settings = self.person(person).await?;
                let day = sqlx::query_scalar("SELECT day FROM person WHERE person = $1").bind(key);
                let opt_ins = sqlx::query_as("SELECT server, day FROM opt_in WHERE person = $1 ORDER BY server, day").bind(key);
                let blocked = sqlx::query_scalar("SELECT server FROM blocked_person WHERE person = $1 ORDER BY server").bind(key);
                let opt_ins: Vec<(i64, i64)> = opt_ins.fetch_all(&self.pool).await.map_err(sql::fault)?;
                let blocked: Vec<i64> = blocked.fetch_all(&self.pool).await.map_err(sql::fault)?;
                Ok(Export {
                    settings,
                    day: day.fetch_optional(&self.pool).await.map_err(sql::fault)?,
                    opt_ins: opt_ins.into_iter().map(|(server, day)| (sql::id(server), day)).collect(),
                    practised: self.practices(person, u32::MAX).await?,
                    blocked_on: blocked.into_iter().map(sql::id).collect(),
                })
            }

            async fn forget(&self, person: PersonKey) -> Result<(), StoreError> {
                let mut transaction = self.pool.begin().await.map_err(sql::fault)?;
                for table in ["practice", "opt_in", "person"] {
                    let sql = format!("DELETE FROM {table} WHERE person = $1");
                    let query = sqlx::query(&sql).bind(person.0.as_slice());
                    query.execute(&mut *transaction).await.map_err(sql::fault)?;
                }
                transaction.commit().await.map_err(sql::fault)?;
                self.tidy().await
            }

            async fn purge(&self, day: i64) -> Result<u64, StoreError> {
                let mut transaction = self.pool.begin().await.map_err(sql::fault)?;
                for sql in ["DELETE FROM opt_in WHERE day < $1", "DELETE FROM practice WHERE day < $1"] {
                    sqlx::query(sql).bind(day).execute(&mut *transaction).await.map_err(sql::fault)?;
                }
                let people = sqlx::query("DELETE FROM person WHERE day < $1").bind(day);
                let gone = people.execute(&mut *transaction).await.map_err(sql::fault)?.rows_affected();
                transaction.commit().await.map_err(sql::fault)?;
                self.tidy().await?;
                Ok(gone)
            }

            async fn answers(&self) -> Result<(), StoreError> {
                sqlx::query("SELECT 1 FROM server LIMIT 1")
                    .execute(&self.pool)
                    .await
                    .map_err(sql::fault)?;
                Ok(())
            }

            async fn is_whole(&self) -> Result<(), StoreError> {
                self.answers().await?;
                self.look_for_damage().await
            }

            async fn changes(&self, tell: &(dyn Fn(Change) + Send + Sync)) {
                self.tell_changes(tell).await;
            }

            async fn turn(&self, queue: u32) -> Result<Option<Turn>, StoreError> {
                self.wait_for_turn(queue).await
            }

            async fn close(&self) {
                self.pool.close().await;
            }
        }
    };
}

pub(super) use store;

/// A person's key as it was kept.
pub(super) fn person(bytes: Vec<u8>) -> Result<super::PersonKey, StoreError> {
    key(bytes).map(super::PersonKey)
}

/// A place's key as it was kept.
pub(super) fn place(bytes: Vec<u8>) -> Result<super::PlaceKey, StoreError> {
    key(bytes).map(super::PlaceKey)
}

fn key(bytes: Vec<u8>) -> Result<[u8; 32], StoreError> {
    bytes.try_into().map_err(|_| StoreError::Unreadable("a key"))
}
