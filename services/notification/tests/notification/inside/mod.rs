//! What is looked at without going through a door.

mod digest;
mod notices_channels_post;
mod notices_channels_report;
mod notices_channels_sftp;
mod notices_paper;
mod notices_words;
