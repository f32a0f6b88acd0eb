import { Alert } from "@codegouvfr/react-dsfr/Alert";
import { useQuery } from "@tanstack/react-query";
import { useId, useState } from "react";
import { enErreurApi } from "../../api/probleme";
import { papierScelle } from "../../api/requetes";
import { AlerteErreur } from "../../composants/alerte-erreur";
import { Attente } from "../../composants/attente";
import { dateLongue, heure, INSECABLE } from "../../composants/formats";

/** SHA-256 of a file, in hexadecimal: it is computed here, and the file goes nowhere. */
async function empreinteDe(fichier: File): Promise<string> {
  const octets = new Uint8Array(await crypto.subtle.digest("SHA-256", await fichier.arrayBuffer()));
  return Array.from(octets, (octet) => octet.toString(16).padStart(2, "0")).join("");
}

/** Anybody who holds a PDF of the Court checks that it left as it is. */
export function VerifierPapier() {
  const id = useId();
  const [choisi, setChoisi] = useState<{ nom: string; empreinte: string }>();
  return (
    <section className="greffe-sans-impression fr-mt-6w" aria-labelledby={`${id}-titre`}>
      <h2 id={`${id}-titre`}>Vérifier un papier scellé</h2>
      <p>
        Arrêts, ordonnances, expéditions, certificats et récépissés sortent en PDF avec le sceau de la Cour. Choisissez le fichier
        tel que vous l’avez reçu{INSECABLE}: son empreinte est calculée sur votre poste, le fichier n’est pas envoyé.
      </p>
      <div className="fr-upload-group fr-mb-3w">
        <label className="fr-label" htmlFor={id}>
          Papier à vérifier
          <span className="fr-hint-text">Un fichier PDF.</span>
        </label>
        <input
          id={id}
          className="fr-upload"
          type="file"
          accept="application/pdf"
          onChange={(e) => {
            const fichier = e.target.files?.[0];
            setChoisi(undefined);
            if (fichier) void empreinteDe(fichier).then((empreinte) => setChoisi({ nom: fichier.name, empreinte }));
          }}
        />
      </div>
      <div aria-live="polite">{choisi && <Reponse key={choisi.empreinte} {...choisi} />}</div>
    </section>
  );
}

function Reponse({ nom, empreinte }: { nom: string; empreinte: string }) {
  const { data, error } = useQuery(papierScelle(empreinte));
  if (error) return <AlerteErreur erreur={enErreurApi(error)} />;
  if (!data) return <Attente quoi="la réponse" />;
  return (
    <>
      <Alert
        severity={data.trial ? "warning" : "success"}
        as="h3"
        title={data.trial ? "Ce papier porte un sceau d’essai, sans valeur" : "Ce papier vient de la Cour et n’a pas été modifié"}
        description={nom}
      />
      <dl className="greffe-certificat__sceau fr-mt-2w">
        <dt>Papier</dt>
        <dd>{data.title}</dd>
        <dt>Identifiant</dt>
        <dd className="greffe-empreinte">{data.identifier}</dd>
        <dt>Scellé le</dt>
        <dd>
          {dateLongue(data.sealed_at)} à {heure(data.sealed_at)}
        </dd>
        <dt>Sceau</dt>
        <dd>{data.subject}</dd>
        <dt>Empreinte SHA-256 du certificat du sceau</dt>
        <dd className="greffe-empreinte">{data.certificate}</dd>
        <dt>Empreinte SHA-256 du fichier</dt>
        <dd className="greffe-empreinte">{empreinte}</dd>
      </dl>
    </>
  );
}
