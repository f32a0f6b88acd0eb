import { Input } from "@codegouvfr/react-dsfr/Input";
import { Select } from "@codegouvfr/react-dsfr/Select";
import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { Link, useBlocker, useNavigate, useParams, useSearch } from "@tanstack/react-router";
import { type FormEvent, lazy, Suspense, useEffect, useId, useRef, useState } from "react";
import { adressePiece } from "../../api/client";
import { useCommande } from "../../api/commandes";
import { apercuPapier, controlePapier, garderPapier, type ModelePapier, modelesPapier, type SaisiePapier, type ValeurInseree } from "../../api/papiers";
import { enErreurApi } from "../../api/probleme";
import { dossier, pieces } from "../../api/requetes";
import type { Dossier, Piece } from "../../api/types";
import { Erreur } from "../../app/erreurs";
import { AlerteErreur } from "../../composants/alerte-erreur";
import { annoncer } from "../../composants/annonces";
import { Attente } from "../../composants/attente";
import { Button } from "../../composants/bouton";
import { garderSaisie, lireSaisie, oublierSaisie } from "../../composants/brouillon";
import { donnerFoyer, occupe } from "../../composants/foyer";
import { SaisieReprise } from "../../composants/saisie-reprise";
import { TitrePage } from "../../composants/titre-page";
import { FilDossier } from "../dossier/fil-dossier";
import { ChampDuPapier } from "./champ";
import { estVide, lieuDe, motDuChamp, ORIGINES, saisieVide } from "./saisie";

const Pdf = lazy(() => import("../../composants/pdf"));
/** How long after the last key the paper is looked at again. */
const REPIT = 400;
/** The gateway makes no such paper of this case for this person: before its decision is pronounced, an arrêt is of the délibéré. */
const INTERDITS = new Set([403, 404, 409]);

/** Papers of a dossier: what the case holds fills them, what it does not hold is typed, and the paper stands beside the form. */
export function PapiersPage() {
  const { id } = useParams({ from: "/dossiers/$id/papiers" });
  const { modele: nom } = useSearch({ from: "/dossiers/$id/papiers" });
  const naviguer = useNavigate();
  const lu = useQuery(dossier(id));
  const modeles = useQuery(modelesPapier);
  const cause = lu.error ?? modeles.error;
  if (cause && !(lu.data && modeles.data)) return <Erreur cause={cause} reessayer={() => void Promise.all([lu.refetch(), modeles.refetch()])} />;
  if (!lu.data || !modeles.data) return <Attente quoi="les modèles" />;
  const offerts = modeles.data.filter(({ kept }) => kept);
  const modele = offerts.find(({ name }) => name === nom);
  return (
    <>
      <FilDossier dossier={lu.data} page="Papiers" />
      <TitrePage titre={`Papiers — ${lu.data.number}`}>
        Papiers <span className="greffe-mention">du dossier {lu.data.number}</span>
      </TitrePage>
      <div className="greffe-formulaire fr-mb-3w">
        <Select
          label="Modèle"
          hint="Ce que le dossier sait est repris. Il reste à écrire ce qu’il ne sait pas."
          nativeSelectProps={{
            value: modele?.name ?? "",
            onChange: (e) =>
              void naviguer({ to: "/dossiers/$id/papiers", params: { id }, search: { modele: e.target.value || undefined }, replace: true }),
          }}
        >
          <option value="">Choisir un modèle…</option>
          {offerts.map(({ name, title }) => (
            <option key={name} value={name}>
              {title}
            </option>
          ))}
        </Select>
      </div>
      {modele && <Papier key={modele.name} modele={modele} dossier={lu.data} />}
    </>
  );
}

/** What was typed, once one has stopped typing. */
function usePose<T>(valeur: T): T {
  const [posee, poser] = useState(valeur);
  useEffect(() => {
    const repit = setTimeout(() => poser(valeur), REPIT);
    return () => clearTimeout(repit);
  }, [valeur]);
  return posee;
}

function Papier({ modele, dossier: lu }: { modele: ModelePapier; dossier: Dossier }) {
  const brouillon = `${lu.dossier_id}:papier:${modele.name}`;
  const [repris, setRepris] = useState(() => lireSaisie<SaisiePapier>(brouillon));
  const [saisie, setSaisie] = useState(() => repris ?? saisieVide(modele));
  const [garde, setGarde] = useState<{ piece: Piece; saisie: SaisiePapier }>();
  const formulaire = useId();
  const posee = usePose(saisie);
  const controle = useQuery({ ...controlePapier(lu.dossier_id, posee), placeholderData: keepPreviousData });
  const complet = controle.data?.faults.length === 0 && !controle.isPlaceholderData;
  const garder = useCommande(
    (dite: SaisiePapier, cle) => garderPapier(lu.dossier_id, dite, cle),
    (piece, dite) => {
      setGarde({ piece, saisie: dite });
      setRepris(undefined);
      annoncer("Le papier est gardé comme pièce.");
    },
  );
  const envoyer = (envoi: FormEvent) => {
    envoi.preventDefault();
    void garder.envoyer(saisie);
  };
  const change = saisie !== garde?.saisie && !estVide(saisie);
  const interdit = Boolean(controle.error) && INTERDITS.has(enErreurApi(controle.error).statut);
  // What is typed stays in the browser once the gateway agreed to make this paper, and from then on even while it is silent. What it
  // said of the text before is shown meanwhile, and agrees to nothing.
  const accepte = controle.isSuccess && !controle.isPlaceholderData;
  const ouvert = useRef(false);
  useEffect(() => {
    if (interdit) ouvert.current = false;
    else if (accepte) ouvert.current = true;
    if (interdit || !change) oublierSaisie(brouillon);
    else if (ouvert.current) garderSaisie(brouillon, saisie);
  }, [brouillon, saisie, change, interdit, accepte]);
  useBlocker({
    enableBeforeUnload: () => change,
    shouldBlockFn: ({ current, next }) => {
      if (!change) return false;
      const enSurete = lireSaisie(brouillon) !== undefined;
      // Another template of the same page: one comes back to this one with a choice.
      if (enSurete && next.pathname === current.pathname) return false;
      return !window.confirm(
        enSurete
          ? "Ce papier n’est pas gardé comme pièce. Votre saisie reste dans cet onglet jusqu’à ce que vous le fermiez. Quitter cette page\u00a0?"
          : "Ce papier n’est pas gardé comme pièce. Quitter cette page et perdre votre saisie\u00a0?",
      );
    },
  });
  const repartir = () => {
    setRepris(undefined);
    setSaisie(saisieVide(modele));
    donnerFoyer(document.getElementById(formulaire)?.querySelector<HTMLElement>("input, select, textarea"));
  };
  return (
    <div className="greffe-papier">
      <form id={formulaire} className="greffe-formulaire" onSubmit={envoyer}>
        {repris && <SaisieReprise origine="d’un formulaire vide" repartir={repartir} />}
        {modele.fields
          .filter(({ typed }) => typed)
          .map((champ) => (
            <ChampDuPapier key={champ.name} champ={champ} saisie={saisie} changer={setSaisie} />
          ))}
        {modele.fields.some(({ name, typed }) => name === "pieces" && !typed) && (
          <ChoixPieces dossierId={lu.dossier_id} choisies={saisie.pieces ?? []} choisir={(choix) => setSaisie({ ...saisie, pieces: choix })} />
        )}
        <Input label="Jour du papier" hintText="Aujourd’hui quand rien n’est dit." nativeInputProps={{ type: "date", value: saisie.jour ?? "", onChange: (e) => setSaisie({ ...saisie, jour: e.target.value || null }) }} />
        <AlerteErreur erreur={garder.erreur} />
        <Button type="submit" nativeButtonProps={occupe(garder.enCours || !complet)}>
          Garder comme pièce
        </Button>
        {garde && (
          <p className="fr-mt-2w">
            Le papier est gardé ({garde.piece.file_name}). Un acte peut le nommer.{" "}
            <a className="fr-link" href={adressePiece(garde.piece.piece_id, false)} download={garde.piece.file_name}>
              Télécharger le papier
            </a>
          </p>
        )}
      </form>
      <section aria-labelledby="apercu">
        <h2 id="apercu" className="fr-h5">
          Aperçu
        </h2>
        {controle.error ? (
          <Erreur cause={controle.error} reessayer={() => void controle.refetch()} />
        ) : !controle.data ? (
          <Attente quoi="l’aperçu" />
        ) : controle.data.faults.length > 0 ? (
          <div className="greffe-bloc">
            <p className="fr-text--bold">Il reste à compléter&nbsp;:</p>
            <ul>
              {controle.data.faults.map(({ field, message }) => (
                <li key={field}>{message}</li>
              ))}
            </ul>
          </div>
        ) : (
          <Apercu dossierId={lu.dossier_id} saisie={posee} />
        )}
        {controle.data && controle.data.inserted.length > 0 && (
          <details className="fr-mt-2w">
            <summary>Ce qui est repris, et d’où</summary>
            <dl>
              {controle.data.inserted.map((valeur) => (
                <div key={valeur.field} className="fr-mb-1w">
                  <dt className="greffe-mention">
                    {motDuChamp(modele, valeur.field)}, <Origine valeur={valeur} dossierId={lu.dossier_id} />
                  </dt>
                  <dd className="greffe-texte">{valeur.text}</dd>
                </div>
              ))}
            </dl>
          </details>
        )}
      </section>
    </div>
  );
}

/** Where a value was read, with the way there. */
function Origine({ valeur, dossierId }: { valeur: ValeurInseree; dossierId: string }) {
  const mot = ORIGINES[valeur.origin] ?? valeur.origin;
  const lieu = lieuDe(valeur);
  if (!lieu) return mot;
  if ("regle" in lieu) {
    return (
      <Link to="/droit/$regle" params={{ regle: lieu.regle }}>
        {mot}
      </Link>
    );
  }
  return (
    <Link to="/dossiers/$id" params={{ id: dossierId }} search={lieu}>
      {mot}
    </Link>
  );
}

function Apercu({ dossierId, saisie }: { dossierId: string; saisie: SaisiePapier }) {
  const { data, error, refetch } = useQuery({ ...apercuPapier(dossierId, saisie), placeholderData: keepPreviousData });
  if (error) return <Erreur cause={error} reessayer={() => void refetch()} />;
  if (!data) return <Attente quoi="l’aperçu" />;
  return (
    <div className="greffe-visionneuse">
      <Suspense fallback={<Attente quoi="l’aperçu" />}>
        <Pdf source={data} />
      </Suspense>
    </div>
  );
}

/** Pieces that go with the bordereau, in the order of the journal. */
function ChoixPieces({ dossierId, choisies, choisir }: { dossierId: string; choisies: string[]; choisir: (choix: string[]) => void }) {
  const { data, error, refetch } = useQuery(pieces(dossierId));
  if (error) return <Erreur cause={error} reessayer={() => void refetch()} />;
  if (!data) return <Attente quoi="les pièces" />;
  if (data.items.length === 0) return <p className="greffe-vide">Aucune pièce n’a été déposée dans ce dossier.</p>;
  const basculer = (piece: string, prise: boolean) =>
    choisir(data.items.map(({ piece_id }) => piece_id).filter((une) => (une === piece ? prise : choisies.includes(une))));
  return (
    <fieldset className="fr-fieldset">
      <legend className="fr-fieldset__legend fr-text--regular">Pièces remises</legend>
      {data.items.map(({ piece_id, file_name }) => (
        <div key={piece_id} className="fr-fieldset__element">
          <div className="fr-checkbox-group fr-checkbox-group--sm">
            <input type="checkbox" id={piece_id} checked={choisies.includes(piece_id)} onChange={(e) => basculer(piece_id, e.target.checked)} />
            <label className="fr-label" htmlFor={piece_id}>
              {file_name}
            </label>
          </div>
        </div>
      ))}
    </fieldset>
  );
}
