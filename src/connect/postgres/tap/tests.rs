//! Bytes of a connection, cut anywhere.

use std::future::poll_fn;

use tokio::io::AsyncWriteExt;

use super::*;

fn message(kind: u8, content: &[u8]) -> Vec<u8> {
    [&[kind][..], &(content.len() as u32 + 4).to_be_bytes(), content].concat()
}

/// What passes through, and the rows, of bytes that arrive in pieces of this size.
fn read(bytes: &[u8], size: usize, is_wanted: bool) -> io::Result<(Vec<u8>, Vec<Vec<u8>>)> {
    let runtime = tokio::runtime::Builder::new_current_thread().enable_time().build().expect("a runtime");
    runtime.block_on(async {
        let (near, mut far) = tokio::io::duplex(size);
        let rows: Arc<CopiedRows> = Arc::default();
        rows.want(is_wanted);
        let mut tap = Tap::new(near, Guard::new(false), rows.clone());
        let send = async {
            for piece in bytes.chunks(size) {
                far.write_all(piece).await.expect("the tap reads");
            }
            drop(far);
        };
        let mut passed = Vec::new();
        let mut taken: Vec<Vec<u8>> = Vec::new();
        let mut end = None;
        let receive = async {
            let mut buffer = [0; 100];
            loop {
                let piece = poll_fn(|context| {
                    if let Some(piece) = rows.next(context) {
                        return Poll::Ready(Some(piece));
                    }
                    let mut room = ReadBuf::new(&mut buffer);
                    let done = ready!(Pin::new(&mut tap).poll_read(context, &mut room));
                    passed.extend_from_slice(room.filled());
                    if done.is_err() || room.filled().is_empty() {
                        end = Some(done);
                    }
                    Poll::Ready(None)
                });
                if let Some(piece) = piece.await {
                    taken.extend(piece.contents().map(|content| piece.bytes()[content].to_vec()));
                    rows.give_back(piece);
                } else if end.is_some() {
                    break;
                }
            }
        };
        futures_util::future::join(send, receive).await;
        while let Some(piece) = rows.rest() {
            taken.extend(piece.contents().map(|content| piece.bytes()[content].to_vec()));
        }
        end.transpose()?;
        Ok((passed, taken))
    })
}

#[test]
fn rows_are_taken_out_wherever_the_bytes_are_cut() {
    let large = vec![7; 3 * SMALL];
    let (begin, notice) = (message(b'H', &[0; 9]), message(b'N', b"a notice"));
    let done = [message(b'c', b""), message(b'C', b"COPY 4\0"), message(b'Z', b"I")].concat();
    let contents: [&[u8]; 4] = [b"one", b"", &large, b"four"];
    let rows = contents.map(|content| message(b'd', content));
    let bytes = [&begin[..], &rows[0], &rows[1], &notice, &rows[2], &rows[3], &done].concat();
    let others = [&begin[..], &notice, &done].concat();
    for size in [1, 2, 3, 5, 7, 64, 1_000, SMALL, 1 << 20] {
        let (passed, taken) = read(&bytes, size, true).expect("all bytes");
        assert!(passed == others && taken == contents, "{size}");
        assert_eq!(read(&bytes, size, false).expect("all bytes"), (bytes.clone(), Vec::new()), "{size}");
    }
    for cut in (0..bytes.len()).step_by(997) {
        let (passed, taken) = read(&bytes[..cut], 512, true).expect("what has arrived");
        assert!(
            others.starts_with(&passed) && contents.starts_with(&taken.iter().map(Vec::as_slice).collect::<Vec<_>>())
        );
        assert!(!passed.ends_with(b"I"), "the end has not arrived");
    }
}

#[test]
fn many_rows_come_in_order_with_pauses_in_between() {
    let contents: Vec<Vec<u8>> = (0..60_000_u32).map(|number| number.to_be_bytes().repeat(9)).collect();
    let mut bytes: Vec<u8> = contents.iter().flat_map(|content| message(b'd', content)).collect();
    bytes.extend(message(b'c', b""));
    let (passed, taken) = read(&bytes, 9_001, true).expect("all bytes");
    assert!(passed == message(b'c', b"") && taken == contents);
}

#[test]
fn a_message_without_a_length_is_refused() {
    assert!(read(&[b'd', 0, 0, 0, 3, 1], 64, true).is_err());
    assert!(read(&[b'Z', 0, 0, 0, 0], 64, false).is_err());
}
