"""People's signatures on a PDF, by a program that is not ours (pyHanko): what a magistrate's own tool would make.

    signature.py certificates FOLDER                     an authority of trial there, and certificates of invented people
    signature.py sign FOLDER PERSON PAPER SIGNED         the paper with that person's signature
    signature.py annotate FOLDER PERSON PAPER SIGNED     the same, with other words on the page
    signature.py cover FOLDER PERSON PAPER SIGNED        the same, with a note over the last page
    signature.py stamp FOLDER PERSON PAPER SIGNED        the same, with the signature shown on the page
    signature.py look FOLDER SIGNED                      one line of JSON: each signature, as it is found
"""

import asyncio
import datetime
import json
import sys
from pathlib import Path

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from pyhanko.keys import load_cert_from_pemder
from pyhanko.pdf_utils import generic
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.sign import fields, signers
from pyhanko.sign.validation import async_validate_pdf_signature
from pyhanko_certvalidator import ValidationContext

FROM, UNTIL = datetime.datetime(2026, 1, 1), datetime.datetime(2031, 1, 1)
# id-etsi-qcs-QcCompliance and id-etsi-qcs-QcSSCD (EN 319 412-5).
QUALIFIED = bytes.fromhex("3014" "3008" "0606" "04008e460101" "3008" "0606" "04008e460104")
STATEMENTS = x509.ObjectIdentifier("1.3.6.1.5.5.7.1.3")
PEOPLE = {
    "arnaud": ("Anne ARNAUD", True),
    "durand": ("Paul Durand", True),
    "greffier": ("Lucie FERRÉ", True),
    "simple": ("Anne ARNAUD", False),
}


def certificate(subject, issuer, key, signing, extensions, qualified=False):
    builder = (
        x509.CertificateBuilder()
        .subject_name(x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, subject)]))
        .issuer_name(x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, issuer)]))
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(FROM)
        .not_valid_after(UNTIL)
    )
    for extension, critical in extensions:
        builder = builder.add_extension(extension, critical)
    if qualified:
        builder = builder.add_extension(x509.UnrecognizedExtension(STATEMENTS, QUALIFIED), False)
    return builder.sign(signing, hashes.SHA256())


def usage(**of):
    wanted = dict.fromkeys(
        ["digital_signature", "content_commitment", "key_encipherment", "data_encipherment", "key_agreement",
         "key_cert_sign", "crl_sign", "encipher_only", "decipher_only"], False)
    return x509.KeyUsage(**{**wanted, **of})


def write(folder, name, made, key):
    (folder / f"{name}.pem").write_bytes(made.public_bytes(serialization.Encoding.PEM))
    plain = serialization.NoEncryption()
    private = key.private_bytes(serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, plain)
    (folder / f"{name}.key").write_bytes(private)


def certificates(folder):
    for authority in ["autorite", "autre"]:
        root = ec.generate_private_key(ec.SECP256R1())
        name = f"Essai {authority}"
        of_root = [(x509.BasicConstraints(True, 0), True), (usage(key_cert_sign=True, crl_sign=True), True)]
        write(folder, authority, certificate(name, name, root, root, of_root), root)
        people = PEOPLE if authority == "autorite" else {"inconnue": ("Anne ARNAUD", True)}
        for person, (subject, qualified) in people.items():
            key = ec.generate_private_key(ec.SECP256R1())
            of_person = [(x509.BasicConstraints(False, None), True), (usage(content_commitment=True), True)]
            made = certificate(subject, name, key, root, of_person, qualified)
            write(folder, person, made, key)


def sign(folder, person, paper, signed, verb):
    with paper.open("rb") as file:
        writer = IncrementalPdfFileWriter(file)
        if verb == "annotate":
            page, _ = writer.find_page_for_modification(0)
            words = writer.add_object(generic.StreamObject({}, stream_data=b"BT ET"))
            page.get_object()["/Contents"] = words
            writer.update_container(page.get_object())
        if verb == "cover":
            page, _ = writer.find_page_for_modification(-1)
            note = generic.DictionaryObject({
                generic.pdf_name("/Type"): generic.pdf_name("/Annot"),
                generic.pdf_name("/Subtype"): generic.pdf_name("/FreeText"),
                generic.pdf_name("/Rect"): generic.ArrayObject([generic.NumberObject(of) for of in (0, 0, 595, 842)]),
                generic.pdf_name("/Contents"): generic.pdf_string("CASSE"),
            })
            page.get_object()["/Annots"] = generic.ArrayObject([writer.add_object(note)])
            writer.update_container(page.get_object())
        spec = fields.SigFieldSpec(f"Signature {person}", box=(50, 50, 250, 120)) if verb == "stamp" else None
        signer = signers.SimpleSigner.load(folder / f"{person}.key", folder / f"{person}.pem", ca_chain_files=[folder / "autorite.pem"])
        told = signers.PdfSignatureMetadata(field_name=f"Signature {person}", md_algorithm="sha256", subfilter=fields.SigSeedSubFilter.PADES)
        with signed.open("wb") as out:
            signers.sign_pdf(writer, told, signer=signer, new_field_spec=spec, output=out)


async def look(folder, signed):
    trusted = ValidationContext(trust_roots=[load_cert_from_pemder(folder / "autorite.pem")], allow_fetching=False)
    found = []
    with signed.open("rb") as file:
        for one in PdfFileReader(file).embedded_signatures:
            status = await async_validate_pdf_signature(one, signer_validation_context=trusted)
            holder = status.signing_cert.subject.native["common_name"]
            found.append({"holder": holder, "intact": status.intact, "valid": status.valid, "trusted": status.trusted})
    return found


def main(verb, folder, *rest):
    folder, rest = Path(folder), list(rest)
    if verb == "certificates":
        certificates(folder)
    elif verb == "look":
        print(json.dumps(asyncio.run(look(folder, Path(rest[0]))), ensure_ascii=False))
    else:
        sign(folder, rest[0], Path(rest[1]), Path(rest[2]), verb)


main(*sys.argv[1:])
