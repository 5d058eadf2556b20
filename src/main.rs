//! One binary: the window without a command, the command line with one.

fn main() -> std::process::ExitCode {
    tablewire::cli::main()
}
