import type { CertificatDelivre } from "../../api/types";

/** Where anybody may check a certificate. */
export const adresseVerification = ({ number, sha256 }: CertificatDelivre) =>
  `/verification?${new URLSearchParams({ numero: number, empreinte: sha256 })}`;

/** A certificate as it is printed: its words, then what verifies them. */
export function Certificat({ certificat }: { certificat: CertificatDelivre }) {
  return (
    <article className="greffe-certificat" aria-label={`Certificat n° ${certificat.number}`}>
      <p className="greffe-certificat__texte">{certificat.text}</p>
      <dl className="greffe-certificat__sceau">
        <dt>Empreinte SHA-256 de ce texte</dt>
        <dd className="greffe-empreinte">{certificat.sha256}</dd>
        <dt>Vérification</dt>
        <dd>
          Le numéro et l’empreinte se vérifient à l’adresse <a href={adresseVerification(certificat)}>{window.location.host}/verification</a>.
        </dd>
      </dl>
    </article>
  );
}
