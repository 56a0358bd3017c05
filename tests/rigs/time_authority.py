"""A time authority on this machine: root, issuing authority and signers made with openssl, tokens with `openssl ts`.

What openssl refuses to make (a token of another time, or by a certificate for another purpose) is one of its tokens,
changed and signed again with the signer's own key.
"""

import subprocess
from datetime import datetime
from hashlib import sha256
from pathlib import Path

from asn1crypto.algos import DigestAlgorithm
from asn1crypto.cms import CertificateSet, CMSAttributes, IssuerAndSerialNumber
from asn1crypto.core import ParsableOctetString
from asn1crypto.tsp import ESSCertIDv2, SigningCertificateV2, TimeStampResp
from asn1crypto.x509 import Certificate
from cryptography import x509
from cryptography.hazmat.primitives.asymmetric.ec import ECDSA, EllipticCurvePrivateKey
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.serialization import Encoding, load_pem_private_key

CA = """
database = {name}.index
serial = {name}.serial
crlnumber = {name}.crlnumber
certificate = {name}.pem
private_key = {name}.key
new_certs_dir = .
default_md = sha256
default_days = 3000
default_crl_days = 30
policy = any
unique_subject = no
"""
SETTINGS = f"""
[root]{CA.format(name="root")}
[issuing]{CA.format(name="issuing")}
[any]
commonName = supplied
[authority]
basicConstraints = critical,CA:TRUE
[signer]
basicConstraints = critical,CA:FALSE
extendedKeyUsage = critical,timeStamping
[not_critical]
extendedKeyUsage = timeStamping
[two_purposes]
extendedKeyUsage = critical,timeStamping,codeSigning
[other_purpose]
extendedKeyUsage = critical,codeSigning
[no_purpose]
basicConstraints = critical,CA:FALSE
[time]
serial = time.serial
default_policy = 1.2.3.4.1
digests = sha256
ess_cert_id_alg = sha256
"""
LONG_AGO = "20200101000000Z"


class TimeAuthority:
    """An authority in a folder of its own.

    Args:
        folder: Where its keys and certificates lie.
        name: What its certificates call it.
    """

    def __init__(self, folder: Path, name: str = "Example") -> None:
        self.folder, self.name = folder, name
        folder.mkdir(parents=True, exist_ok=True)
        (folder / "settings").write_text(SETTINGS, encoding="ascii")
        (folder / "time.serial").write_text("01\n", encoding="ascii")
        for authority in ("root", "issuing"):
            for file, text in (("index", ""), ("serial", "01\n"), ("crlnumber", "01\n")):
                (folder / f"{authority}.{file}").write_text(text, encoding="ascii")
        self._request("root")
        own = ("ca", "-batch", "-notext", "-config", "settings", "-name", "root", "-extensions", "authority")
        self.openssl(*own, "-selfsign", "-startdate", LONG_AGO, "-in", "root.csr", "-out", "root.pem")
        self.certify("issuing", "authority", by="root")
        self.certify("signer")

    @property
    def trust(self) -> Path:
        """The certificates that a person is given: root and issuing authority, as PEM."""
        path = self.folder / "trust.pem"
        path.write_bytes((self.folder / "root.pem").read_bytes() + (self.folder / "issuing.pem").read_bytes())
        return path

    def openssl(self, *arguments: str) -> None:
        done = subprocess.run(["openssl", *arguments], cwd=self.folder, capture_output=True, text=True, check=False)
        assert done.returncode == 0, done.stderr

    def certify(self, name: str, purpose: str = "signer", *, by: str = "issuing", start=LONG_AGO, end=None) -> Path:
        """Make a key and a certificate for it."""
        self._request(name)
        span = ("-startdate", start, *(() if end is None else ("-enddate", end)))
        ca = ("ca", "-batch", "-notext", "-config", "settings", "-name", by, "-extensions", purpose, *span)
        self.openssl(*ca, "-in", f"{name}.csr", "-out", f"{name}.pem")
        return self.folder / f"{name}.pem"

    def revoke(self, name: str, *, by: str = "issuing", reason: str | None = "keyCompromise") -> Path:
        """Revoke a certificate, and return the list that says so."""
        why = () if reason is None else ("-crl_reason", reason)
        self.openssl("ca", "-config", "settings", "-name", by, "-revoke", f"{name}.pem", *why)
        return self.revocations(by)

    def revocations(self, by: str = "issuing") -> Path:
        """Return the list of what was revoked so far."""
        path = self.folder / f"{by}.crl"
        self.openssl("ca", "-config", "settings", "-name", by, "-gencrl", "-out", path.name)
        return path

    def answer(self, query: bytes, *, signer: str = "signer", digest: str = "sha256", bare: bool = False) -> bytes:
        """Return the answer to a query, as `openssl ts` makes it."""
        (self.folder / "query").write_bytes(query)
        reply = ("ts", "-reply", "-config", "settings", "-section", "time", "-queryfile", "query", f"-{digest}")
        own = ("-signer", f"{signer}.pem", "-inkey", f"{signer}.key", "-chain", "issuing.pem", "-out", "answer")
        self.openssl(*reply, *own, *(("-token_out",) if bare else ()))
        return (self.folder / "answer").read_bytes()

    def signed_again(self, answer: bytes, *, moment: datetime | None = None, signer: str = "signer") -> bytes:
        """Return an answer with another time, or by another signer, rightly signed."""
        found = TimeStampResp.load(answer)
        signed = found["time_stamp_token"]["content"]
        said = signed["encap_content_info"]["content"].parsed
        if moment is not None:
            said["gen_time"] = moment
        content = said.dump(force=True)
        signed["encap_content_info"]["content"] = ParsableOctetString(content)
        own = Certificate.load(x509.load_pem_x509_certificate(self.read(f"{signer}.pem")).public_bytes(Encoding.DER))
        signed["certificates"] = CertificateSet([own])
        info = signed["signer_infos"][0]
        info["sid"] = {
            "issuer_and_serial_number": IssuerAndSerialNumber(
                {"issuer": own.issuer, "serial_number": own.serial_number}
            )
        }
        info["signed_attrs"] = _attributes(info["signed_attrs"], content, own)
        info["signature"] = self._sign(signer, info["signed_attrs"].untag().dump(force=True))
        made: bytes = found.dump(force=True)
        return made

    def read(self, name: str) -> bytes:
        return (self.folder / name).read_bytes()

    def _request(self, name: str) -> None:
        self.openssl("genpkey", "-algorithm", "EC", "-pkeyopt", "ec_paramgen_curve:P-256", "-out", f"{name}.key")
        self.openssl("req", "-new", "-key", f"{name}.key", "-subj", f"/CN={self.name} {name}", "-out", f"{name}.csr")

    def _sign(self, signer: str, data: bytes) -> bytes:
        key = load_pem_private_key(self.read(f"{signer}.key"), None)
        assert isinstance(key, EllipticCurvePrivateKey)
        return key.sign(data, ECDSA(SHA256()))


def _attributes(before: CMSAttributes, content: bytes, own: Certificate) -> CMSAttributes:
    """Return what is signed: the digests of the content and of the signer's certificate."""
    named = ESSCertIDv2({"hash_algorithm": DigestAlgorithm({"algorithm": "sha256"}), "cert_hash": own.sha256})
    kept = [one for one in before if one["type"].native in {"content_type", "signing_time"}]
    return CMSAttributes(
        [
            *kept,
            {"type": "message_digest", "values": [sha256(content).digest()]},
            {"type": "signing_certificate_v2", "values": [SigningCertificateV2({"certs": [named]})]},
        ]
    )
