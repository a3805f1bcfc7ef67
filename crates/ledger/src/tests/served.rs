//! What verifiers are served, checked with the verifiers of others.

use signed_note::{StandardVerifier, VerifierList};
use vocabulary::Position;

use super::city::{draft, on_both, on_sqlite, signer};
use crate::{
    Checkpoint, Inclusion, LedgerError, Verifiers, export,
    proof::{check_consistency, check_inclusion},
    tile::TilePath,
    verify_copy,
};

#[test]
fn a_fold_signs_what_is_new_and_only_that() {
    on_both(|city| {
        assert_eq!(city.reader.checkpoint().unwrap(), None);
        let empty = city.sequencer.fold().unwrap().unwrap();
        assert_eq!((empty.size, empty.root), (0, crate::merkle::empty()));
        assert_eq!(city.sequencer.fold().unwrap(), None);
        let mut older = empty;
        for size in [1, 2, 255, 256, 257, 512, 700] {
            city.append(size - older.size as usize);
            let newer = city.sequencer.fold().unwrap().unwrap();
            assert_eq!(newer.size, size as u64);
            assert_eq!(city.reader.checkpoint().unwrap().as_ref(), Some(&newer));
            let path = city.reader.consistency(older.size, newer.size).unwrap();
            check_consistency((older.size, &older.root), (newer.size, &newer.root), &path).unwrap();
            older = newer;
        }
        let report = city.verify();
        assert!(report.holds(), "{report:?}");
        assert_eq!((report.facts, report.checkpoints, report.signed), (700, 8, 700));
    });
}

#[test]
fn sequencers_at_the_same_time_agree() {
    on_both(|city| {
        let other = crate::Sequencer::new(city.db.clone(), signer());
        std::thread::scope(|scope| {
            scope.spawn(|| (0..30).for_each(|_| city.append(17)));
            for sequencer in [&city.sequencer, &other] {
                scope.spawn(|| (0..30).for_each(|_| drop(sequencer.fold().unwrap())));
            }
        });
        city.sequencer.fold().unwrap();
        let report = city.verify();
        assert!(report.holds(), "{report:?}");
        assert_eq!(report.signed, 510);
    });
}

#[test]
fn the_checkpoint_reads_with_the_libraries_of_others() {
    on_sqlite(|city| {
        city.append(3);
        let checkpoint = city.sequencer.fold().unwrap().unwrap();
        let [ed25519, sm2] = signer().verifier_keys();
        assert!(
            sm2.starts_with("credit.city.example/log+") && StandardVerifier::new(&sm2).is_err()
        );
        let verifier = StandardVerifier::new(&ed25519).unwrap();
        let note = signed_note::Note::from_bytes(checkpoint.note.as_bytes()).unwrap();
        let (known, unknown) = note.verify(&VerifierList::new(vec![Box::new(verifier)])).unwrap();
        assert_eq!((known.len(), unknown.len()), (1, 1));
        let read = tlog_tiles::checkpoint::Checkpoint::from_bytes(note.text()).unwrap();
        assert_eq!((read.origin(), read.size()), ("credit.city.example/log", 3));
        assert_eq!(read.hash().0, checkpoint.root);
    });
}

#[test]
fn proofs_hold_with_the_library_of_others() {
    on_sqlite(|city| {
        city.append(300);
        let checkpoint = city.sequencer.fold().unwrap().unwrap();
        let hash = tlog_tiles::tlog::Hash;
        for position in [0, 1, 127, 255, 256, 299] {
            let proof = city.reader.inclusion(Position(position)).unwrap();
            let path: Vec<_> = proof.path.iter().copied().map(hash).collect();
            let leaf = tlog_tiles::tlog::record_hash(proof.entry.as_bytes());
            let root = hash(checkpoint.root);
            tlog_tiles::tlog::check_record(&path, 300, root, position, leaf).unwrap();
        }
    });
}

#[test]
fn a_proof_convinces_offline_and_an_altered_one_does_not() {
    on_both(|city| {
        city.append(40);
        let checkpoint = city.sequencer.fold().unwrap().unwrap();
        let unsigned = city.pen.append(vec![draft(40)]).unwrap()[0];
        let early = city.reader.inclusion(unsigned);
        assert!(matches!(early, Err(LedgerError::NotSigned { position: 40 })));
        let keys = Verifiers::parse(&signer().verifier_keys()).unwrap();
        let text = city.reader.inclusion(Position(7)).unwrap().to_text();
        let proof = Inclusion::parse(&text).unwrap();
        assert_eq!(proof.check(&keys).unwrap(), checkpoint);
        let subject = draft(7).subject;
        let opening = city.reader.opening(subject, Position(7)).unwrap().unwrap();
        opening.check(&proof.entry).unwrap();
        let mut forged = opening.clone();
        forged.envelope = forged.envelope.replace("有限", "无限");
        assert!(forged.check(&proof.entry).is_err());
        let mut at = 0;
        for (index, letter) in
            text.char_indices().filter(|(_, letter)| letter.is_ascii_alphanumeric())
        {
            let other = if letter == 'A' { 'B' } else { 'A' };
            let altered = [&text[..index], &other.to_string(), &text[index + 1..]].concat();
            let checked = Inclusion::parse(&altered).and_then(|proof| proof.check(&keys));
            assert!(checked.is_err(), "{altered}");
            at += 1;
        }
        assert!(at > 500);
    });
}

#[test]
fn each_trusted_key_must_have_signed() {
    let strangers = crate::Signer::new("credit.city.example/log", &[4; 32], &[6; 32]).unwrap();
    let root = [9; 32];
    let checkpoint = Checkpoint::sign(&signer(), 5, root).unwrap();
    for keys in [
        vec![signer().verifier_keys()[0].clone()],
        vec![signer().verifier_keys()[1].clone()],
        signer().verifier_keys().to_vec(),
    ] {
        Checkpoint::open(&checkpoint.note, &Verifiers::parse(&keys).unwrap()).unwrap();
    }
    let [_, foreign] = strangers.verifier_keys();
    let both = Verifiers::parse(&[signer().verifier_keys()[0].clone(), foreign.clone()]).unwrap();
    assert!(Checkpoint::open(&checkpoint.note, &both).is_err());
    assert!(Checkpoint::open(&checkpoint.note, &Verifiers::parse(&[foreign]).unwrap()).is_err());
    assert!(Checkpoint::open(&checkpoint.note, &Verifiers::parse::<&str>(&[]).unwrap()).is_err());
    for broken in ["a+b", "a b+00000000+AQ==", "x+00000000+AQ==", "x+zz+AQ=="] {
        assert!(Verifiers::parse(&[broken]).is_err(), "{broken}");
    }
}

#[test]
fn tiles_and_entries_are_served_as_they_were_signed() {
    on_both(|city| {
        city.append(300);
        city.sequencer.fold().unwrap();
        city.append(100);
        let leaves = city.reader.tile(0, 1, 44).unwrap().unwrap();
        assert_eq!(leaves.len(), 44 * 32);
        assert_eq!(city.reader.tile(0, 1, 45).unwrap(), None);
        assert_eq!(city.reader.tile(0, 2, 1).unwrap(), None);
        assert_eq!(city.reader.entries(1, 45).unwrap(), None);
        let bundle = city.reader.entries(1, 44).unwrap().unwrap();
        let length = usize::from(u16::from_be_bytes([bundle[0], bundle[1]]));
        let first = &bundle[2..2 + length];
        assert_eq!(leaves[..32], crate::merkle::leaf(first));
        assert!(first.starts_with(b"record.filed "));
        city.sequencer.fold().unwrap();
        assert_eq!(city.reader.tile(0, 1, 44).unwrap().unwrap(), leaves);
        let path = TilePath::parse("tile/1/000.p/1").unwrap();
        let parent = city.reader.resource(path).unwrap().unwrap();
        let full = city.reader.tile(0, 0, 256).unwrap().unwrap();
        assert_eq!(parent, crate::merkle::root(full.as_chunks::<32>().0));
    });
}

#[test]
fn a_copy_verifies_without_the_database() {
    on_both(|city| {
        let folder = tempfile::tempdir().unwrap();
        assert_eq!(export(&city.db, folder.path()).unwrap(), None);
        let keys = signer().verifiers().unwrap();
        for size in [0, 300, 400] {
            city.append(size - city.reader.size().unwrap() as usize);
            city.sequencer.fold().unwrap();
            export(&city.db, folder.path()).unwrap().unwrap();
            let report = verify_copy(folder.path(), &keys).unwrap();
            assert!(report.holds(), "{report:?}");
            assert_eq!((report.facts, report.signed), (size as u64, size as u64));
        }
        let proof = city.reader.inclusion(Position(399)).unwrap();
        let leaf = crate::merkle::leaf(proof.entry.as_bytes());
        let root = city.reader.checkpoint().unwrap().unwrap().root;
        check_inclusion(399, 400, &leaf, &proof.path, &root).unwrap();
    });
}
