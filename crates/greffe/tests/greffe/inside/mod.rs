//! What is looked at without going through a door.

mod commands_demo;
mod commands_doctor_around;
mod commands_import_paper;
mod commands_import_parties;
mod commands_import_sheet;
mod commands_import_stock_csv;
