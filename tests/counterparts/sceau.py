"""Whether a PDF's seal holds, by a program that is not ours (pyHanko): one line of JSON.

    sceau.py PAPER CERTIFICATE      CERTIFICATE: PEM of the authority that is trusted, here that of the seal itself
"""

import asyncio
import json
import sys
from pathlib import Path

from pyhanko.keys import load_cert_from_pemder
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.sign.validation import async_validate_pdf_signature
from pyhanko_certvalidator import ValidationContext


async def main(paper, certificate):
    with Path(paper).open("rb") as file:
        reader = PdfFileReader(file)
        seals = reader.embedded_signatures
        if len(seals) != 1:
            return {"seals": len(seals)}
        trusted = ValidationContext(trust_roots=[load_cert_from_pemder(certificate)], allow_fetching=False)
        status = await async_validate_pdf_signature(seals[0], signer_validation_context=trusted)
        return {
            "seals": 1,
            "kind": str(seals[0].sig_object["/SubFilter"]),
            "intact": status.intact,
            "valid": status.valid,
            "trusted": status.trusted,
            "coverage": status.coverage.name,
            "holder": status.signing_cert.subject.native["common_name"],
        }


print(json.dumps(asyncio.run(main(*sys.argv[1:])), ensure_ascii=False))
