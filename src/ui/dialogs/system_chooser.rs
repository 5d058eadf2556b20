//! The system's file dialog, with the built-in one where no desktop answers.

use std::pin::Pin;
use std::task::{Context, Poll, Waker};
use std::time::{Duration, Instant};

use crate::base::environment;

use super::built_in_chooser::BuiltInChooser;
use super::chooser::{Answer, Chooser, FileRequest};

/// Returns the system's dialog, with the built-in one as a fallback.
pub fn system_chooser() -> Box<dyn Chooser> {
    Box::new(SystemChooser {
        built_in: BuiltInChooser::default(),
        use_built_in: environment::is_set(environment::OWN_FILE_DIALOG),
        asked: None,
    })
}

/// An open system dialog, polled while the window keeps drawing.
type SystemDialog = Pin<Box<dyn Future<Output = Option<rfd::FileHandle>>>>;

struct SystemChooser {
    built_in: BuiltInChooser,
    use_built_in: bool,
    asked: Option<(SystemDialog, Instant, FileRequest)>,
}

impl Chooser for SystemChooser {
    fn start(&mut self, request: &FileRequest) {
        if self.use_built_in {
            return self.built_in.start(request);
        }
        let mut dialog = rfd::AsyncFileDialog::new().set_title(request.title).set_directory(&request.folder);
        if !request.filter.1.is_empty() {
            dialog = dialog.add_filter(request.filter.0, &request.filter.1);
        }
        let asked: SystemDialog = if request.save {
            Box::pin(dialog.set_file_name(&request.file_name).save_file())
        } else {
            Box::pin(dialog.pick_file())
        };
        self.asked = Some((asked, Instant::now(), request.clone()));
    }

    fn poll(&mut self, ctx: &egui::Context) -> Answer {
        let Some((asked, since, request)) = &mut self.asked else { return self.built_in.poll(ctx) };
        match asked.as_mut().poll(&mut Context::from_waker(Waker::noop())) {
            Poll::Pending => {
                ctx.request_repaint_after(Duration::from_millis(30));
                return Answer::Waiting;
            }
            Poll::Ready(Some(file)) => {
                self.asked = None;
                return Answer::Chosen(file.path().to_path_buf());
            }
            // Nobody cancels within 200 ms: no dialog was shown.
            Poll::Ready(None) if since.elapsed() < Duration::from_millis(200) => {
                self.use_built_in = true;
                self.built_in.start(request);
            }
            Poll::Ready(None) => {}
        }
        self.asked = None;
        if self.use_built_in { self.built_in.poll(ctx) } else { Answer::Cancelled }
    }
}
