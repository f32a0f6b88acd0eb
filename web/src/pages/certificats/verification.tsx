import { Alert } from "@codegouvfr/react-dsfr/Alert";
import { Input } from "@codegouvfr/react-dsfr/Input";
import { useQuery } from "@tanstack/react-query";
import { useNavigate, useSearch } from "@tanstack/react-router";
import { type FormEvent, useState } from "react";
import { enErreurApi } from "../../api/probleme";
import { verification } from "../../api/requetes";
import { AlerteErreur } from "../../composants/alerte-erreur";
import { Attente } from "../../composants/attente";
import { Button } from "../../composants/bouton";
import { TitrePage } from "../../composants/titre-page";
import { Certificat } from "./certificat";
import { VerifierPapier } from "./papier-scelle";

/** Anybody who holds a certificate checks that it comes from the registry, without signing in. */
export function VerificationPage() {
  const { numero, empreinte } = useSearch({ from: "/verification" });
  return (
    <div className="greffe-lecture">
      <TitrePage titre="Vérifier un certificat" />
      <p className="greffe-sans-impression">
        Recopiez le numéro et l’empreinte portés sur le certificat. S’ils vont ensemble, ce que dit le certificat délivré par le
        greffe s’affiche&nbsp;: comparez-le au document que vous tenez.
      </p>
      <Saisie key={`${numero ?? ""} ${empreinte ?? ""}`} numero={numero ?? ""} empreinte={empreinte ?? ""} />
      {numero && empreinte && <Resultat numero={numero} empreinte={empreinte} />}
      <VerifierPapier />
    </div>
  );
}

function Saisie({ numero: avant, empreinte: empreinteAvant }: { numero: string; empreinte: string }) {
  const naviguer = useNavigate({ from: "/verification" });
  const [numero, setNumero] = useState(avant);
  const [empreinte, setEmpreinte] = useState(empreinteAvant);
  const verifier = (envoi: FormEvent) => {
    envoi.preventDefault();
    void naviguer({ search: { numero: numero.trim() || undefined, empreinte: empreinte.trim() || undefined }, resetScroll: false });
  };
  return (
    <form className="greffe-formulaire greffe-sans-impression" onSubmit={verifier}>
      <Input
        label="Numéro"
        hintText="Il commence par CNP."
        nativeInputProps={{ value: numero, required: true, onChange: (e) => setNumero(e.target.value) }}
      />
      <Input
        label="Empreinte SHA-256"
        hintText="Soixante-quatre chiffres et lettres."
        nativeInputProps={{ value: empreinte, required: true, spellCheck: false, onChange: (e) => setEmpreinte(e.target.value) }}
      />
      <Button type="submit">Vérifier</Button>
    </form>
  );
}

function Resultat({ numero, empreinte }: { numero: string; empreinte: string }) {
  const { data, error } = useQuery(verification(numero, empreinte));
  return (
    <section aria-label="Résultat" className="fr-mt-4w" aria-live="polite">
      {error ? (
        <AlerteErreur erreur={enErreurApi(error)} />
      ) : !data ? (
        <Attente quoi="le certificat" />
      ) : (
        <>
          <Alert
            severity="success"
            className="greffe-sans-impression fr-mb-3w"
            as="h2"
            title="Ce certificat vient du greffe"
            description="Le texte délivré est celui-ci."
          />
          <Certificat certificat={data} />
        </>
      )}
    </section>
  );
}
