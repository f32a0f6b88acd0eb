import { Checkbox } from "@codegouvfr/react-dsfr/Checkbox";
import { Input } from "@codegouvfr/react-dsfr/Input";
import { Link } from "@tanstack/react-router";
import { type FormEvent, type ReactNode, useEffect, useRef, useState } from "react";
import { enregistrerActe, peserActe, useCommande, useRafraichir } from "../api/commandes";
import type { Acte, ActeEnregistre, Consequences as Reponse, Dossier, SaisieActe } from "../api/types";
import { AlerteErreur } from "../composants/alerte-erreur";
import { Button } from "../composants/bouton";
import { garderSaisie, lireSaisie, oublierSaisie } from "../composants/brouillon";
import { INSECABLE, pluriel } from "../composants/formats";
import { occupe } from "../composants/foyer";
import { SaisieReprise } from "../composants/saisie-reprise";
import { ChampsActe } from "./champs-acte";
import { Consequences } from "./consequences";
import type { TypeSaisi } from "./formulaires";
import { acteSaisi, manques, type Saisie } from "./saisie";

/** Acts that the gateway records with a motive alone. */
const MOTIVES = new Set(["qualite_changee", "urgence_declaree", "urgence_levee", "matiere_fixee", "residence_changee"]);

interface Props {
  type: TypeSaisi;
  /** Name under which what is typed is kept in this tab. */
  brouillon: string;
  dossier: Dossier;
  actes: Acte[];
  initiale: Saisie;
  /** What a correction adds: the act superseded and why. */
  complement?: Pick<SaisieActe, "supersedes" | "reason">;
  /** Body of the act corrected: what the form does not ask stays as it was. */
  repris?: Record<string, unknown>;
  /** Says what is missing in the complement, when something is. */
  verifier?: () => boolean;
  avant?: ReactNode;
  annuler: ReactNode;
  fini: (enregistre: ActeEnregistre) => void;
}

/**
 * Fill in, weigh, record. The consequences are shown before anything is recorded; what is changed
 * after that must be weighed again. The version is that of the journal when the form was opened.
 */
export function FormulaireActe({ type, brouillon, dossier, actes, initiale, complement, repris: corpsRepris, verifier, avant, annuler, fini }: Props) {
  const [repris, setRepris] = useState(() => lireSaisie<Saisie>(brouillon));
  const [saisie, setSaisie] = useState(repris ?? initiale);
  const intacte = useRef(saisie);
  useEffect(() => {
    if (saisie !== intacte.current) garderSaisie(brouillon, saisie);
  }, [brouillon, saisie]);
  const [version] = useState(dossier.version);
  const [erreurs, setErreurs] = useState(new Map<string, string>());
  const [pesee, setPesee] = useState<Reponse>();
  // What the Court does in a series, it does in all of it; what reaches it may be of one dossier alone.
  const membres = dossier.group?.head_id === dossier.dossier_id && !complement ? dossier.group.members.length : 0;
  const [commun, setCommun] = useState(membres > 0 && type.class === "acte_de_la_cour");
  const [sansMotif, setSansMotif] = useState(false);
  const rafraichir = useRafraichir();
  // What changes what the case is has a motive, a correction has its own.
  const motive = !complement && MOTIVES.has(type.kind);
  const [motif, setMotif] = useState("");
  const corps = (): SaisieActe => ({ ...acteSaisi(type, saisie, corpsRepris), ...(motive ? { reason: motif.trim() } : {}), ...complement });

  const peser = useCommande((demande: SaisieActe) => peserActe(dossier.dossier_id, demande, commun), setPesee);
  const enregistrement = useCommande(
    ({ demande, sur }: { demande: SaisieActe; sur: number }, cle) => enregistrerActe(dossier.dossier_id, sur, demande, cle, commun),
    (enregistre) => {
      oublierSaisie(brouillon);
      rafraichir(dossier.dossier_id, enregistre.version);
      fini(enregistre);
    },
  );
  const changer = (modifier: (avant: Saisie) => Saisie) => {
    setSaisie(modifier);
    setPesee(undefined);
  };
  const soumettre = (envoi: FormEvent) => {
    envoi.preventDefault();
    const trouves = manques(type, saisie);
    setErreurs(trouves);
    const complete = (verifier?.() ?? true) && !(motive && pesee && !motif.trim());
    setSansMotif(motive && !motif.trim());
    if (trouves.size > 0 || !complete) return;
    if (pesee) void enregistrement.envoyer({ demande: corps(), sur: version });
    else void peser.envoyer(corps());
  };
  const erreur = enregistrement.erreur ?? peser.erreur;
  const enCours = peser.enCours || enregistrement.enCours;

  return (
    <form className="greffe-formulaire" noValidate onSubmit={soumettre}>
      <AlerteErreur erreur={erreur} reprendre={(sur) => void enregistrement.envoyer({ demande: corps(), sur })} />
      {erreur?.probleme.code?.startsWith("CTL-") && (
        <p>
          <Link to="/dossiers/$id" params={{ id: dossier.dossier_id }} search={{ onglet: "controle" }} className="fr-link">
            Voir le contrôle de régularité du dossier
          </Link>
        </p>
      )}
      {repris && (
        <SaisieReprise
          origine="du formulaire d’origine"
          repartir={() => {
            oublierSaisie(brouillon);
            setRepris(undefined);
            intacte.current = initiale;
            setSaisie(initiale);
            setPesee(undefined);
          }}
        />
      )}
      {avant}
      <ChampsActe
        type={type}
        dossier={dossier}
        actes={actes}
        saisie={saisie}
        changer={changer}
        erreurs={new Map([...(erreur?.champs ?? []), ...erreurs])}
      />
      {membres > 0 && (
        <Checkbox
          options={[
            {
              label: `Acte commun${INSECABLE}: l’enregistrer aussi dans ${pluriel(membres, "dossier joint", "dossiers joints")}`,
              hintText: "Décochez si l’acte ne concerne que le dossier de tête.",
              nativeInputProps: {
                checked: commun,
                onChange: (e) => {
                  setCommun(e.target.checked);
                  setPesee(undefined);
                },
              },
            },
          ]}
        />
      )}
      {motive && (
        <Input
          label="Motif"
          hintText="Il reste au journal, à côté de l’acte."
          textArea
          state={sansMotif && pesee ? "error" : "default"}
          stateRelatedMessage="Dites en une phrase pourquoi le dossier change."
          nativeTextAreaProps={{ value: motif, rows: 2, required: true, onChange: (e) => setMotif(e.target.value) }}
        />
      )}
      {erreurs.size > 0 && (
        <p className="fr-error-text fr-mb-3w" role="alert">
          {erreurs.size === 1 ? "Une réponse manque" : `${erreurs.size} réponses manquent`} : {[...erreurs.values()].join(" ")}
        </p>
      )}
      {pesee && <Consequences reponse={pesee} />}
      <div className="greffe-actions">
        <Button type="submit" disabled={Boolean(pesee?.refusal || pesee?.elsewhere?.some(({ refusal }) => refusal))} nativeButtonProps={occupe(enCours)}>
          {pesee ? (enregistrement.enCours ? "Enregistrement…" : "Enregistrer l’acte") : peser.enCours ? "Examen…" : "Voir les conséquences"}
        </Button>
        {annuler}
      </div>
    </form>
  );
}
