import { Input } from "@codegouvfr/react-dsfr/Input";
import { Link, useNavigate } from "@tanstack/react-router";
import { type FormEvent, type ReactNode, useState } from "react";
import { Consequences } from "../../actes/consequences";
import { modifierDossier, peserModification, useCommande, useRafraichir } from "../../api/commandes";
import type { Consequences as Pesee, Dossier, SaisieModification } from "../../api/types";
import { AlerteErreur } from "../../composants/alerte-erreur";
import { annoncer } from "../../composants/annonces";
import { Button } from "../../composants/bouton";
import { aujourdhui } from "../../composants/formats";
import { occupe } from "../../composants/foyer";
import { Jour } from "../../composants/jour";
import type { Quoi } from "./quoi";

export const TITRES: Record<Quoi, string> = {
  identite: "Identité ou adresse d’une partie",
  partie: "Partie à ajouter",
  pourvoi: "Autre pourvoi contre la même décision",
  decision: "Décision attaquée",
  substitution: "Substitution d’avocat",
  lien: "Affaire liée",
  moyens: "Moyens d’un mémoire",
  scelle: "Scellé du dossier",
};

interface CadreProps {
  dossier: Dossier;
  quoi: Quoi;
  /** The section filled in; nothing while something is missing. */
  corps: () => Partial<SaisieModification> | undefined;
  /** Changes when what is typed changes: it must be weighed again. */
  empreinte: string;
  /** What the day of the change is. */
  jour?: string;
  children: ReactNode;
}

/** Day, reason, consequences, then the record. */
export function Cadre({ dossier: lu, quoi, corps, empreinte, jour = "Jour où le fait est connu", children }: CadreProps) {
  const naviguer = useNavigate();
  const rafraichir = useRafraichir();
  const [version] = useState(lu.version);
  const [le, setLe] = useState(aujourdhui);
  const [motif, setMotif] = useState("");
  const [verifiee, setVerifiee] = useState(false);
  const [pesee, setPesee] = useState<{ reponse: Pesee; sur: string }>();
  const marque = `${empreinte}|${le}`;
  const montree = pesee?.sur === marque ? pesee.reponse : undefined;
  const saisie = (): SaisieModification | undefined => {
    const rubrique = corps();
    return rubrique && le ? { le, motif: motif.trim(), ...rubrique } : undefined;
  };
  const peser = useCommande(
    (voulue: SaisieModification) => peserModification(lu.dossier_id, voulue),
    (reponse) => setPesee({ reponse, sur: marque }),
  );
  const envoi = useCommande(
    (voulue: SaisieModification, cle) => modifierDossier(lu.dossier_id, version, voulue, cle),
    (fait) => {
      annoncer("La modification est enregistrée.");
      rafraichir(lu.dossier_id, fait.version);
      void naviguer({ to: "/dossiers/$id", params: { id: lu.dossier_id }, search: { acte: fait.act_ids.at(-1) } });
    },
  );
  const soumettre = (evenement: FormEvent) => {
    evenement.preventDefault();
    setVerifiee(true);
    const voulue = saisie();
    if (!voulue) return;
    if (!montree) return void peser.envoyer(voulue);
    if (motif.trim()) void envoi.envoyer(voulue);
  };
  return (
    <form className="greffe-formulaire greffe-bloc" noValidate onSubmit={soumettre} aria-labelledby="titre-modification">
      <h2 id="titre-modification" className="fr-h5">
        {TITRES[quoi]}
      </h2>
      <AlerteErreur erreur={envoi.erreur ?? peser.erreur} />
      {children}
      <Jour label={jour} valeur={le} changer={setLe} erreur={verifiee && !le ? "Indiquez ce jour." : undefined} />
      <Input
        label="Motif"
        hintText="Il reste au journal, à côté de l’acte."
        textArea
        state={verifiee && montree && !motif.trim() ? "error" : "default"}
        stateRelatedMessage="Dites en une phrase pourquoi le dossier change."
        nativeTextAreaProps={{ value: motif, rows: 2, required: true, onChange: (e) => setMotif(e.target.value) }}
      />
      {verifiee && !corps() && (
        <p className="fr-error-text fr-mb-3w" role="alert">
          Une réponse manque : complétez la rubrique.
        </p>
      )}
      {montree && <Consequences reponse={montree} />}
      <div className="greffe-actions">
        <Button type="submit" disabled={Boolean(montree?.refusal)} nativeButtonProps={occupe(peser.enCours || envoi.enCours)}>
          {montree ? (envoi.enCours ? "Enregistrement…" : "Enregistrer la modification") : peser.enCours ? "Examen…" : "Voir les conséquences"}
        </Button>
        <Link to="/dossiers/$id" params={{ id: lu.dossier_id }} className="fr-btn fr-btn--secondary">
          Abandonner
        </Link>
      </div>
    </form>
  );
}

/** A name, a place, a number: one line each. */
export function Texte({ label, valeur, changer, aide }: { label: string; valeur: string | undefined; changer: (valeur: string) => void; aide?: string }) {
  return <Input label={label} hintText={aide} nativeInputProps={{ value: valeur ?? "", onChange: (e) => changer(e.target.value) }} />;
}
