-- To whom a piece was served is what the journal says, and nothing else; its depositor's office is on the piece.

DELETE FROM document.served s USING document.piece p WHERE p.id = s.piece_id AND p.office_id = s.office_id;
