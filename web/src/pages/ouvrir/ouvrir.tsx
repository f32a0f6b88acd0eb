import { Alert } from "@codegouvfr/react-dsfr/Alert";
import { Input } from "@codegouvfr/react-dsfr/Input";
import { Select } from "@codegouvfr/react-dsfr/Select";
import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import { type FormEvent, useEffect, useLayoutEffect, useRef, useState } from "react";
import { ouvrirDossier, rattacherAide, useCommande, useRafraichir } from "../../api/commandes";
import type { ErreurApi } from "../../api/probleme";
import { referentiel } from "../../api/requetes";
import type { Aide, Ouverture } from "../../api/types";
import { ErreurSection } from "../../app/erreurs";
import { AlerteErreur, Constats } from "../../composants/alerte-erreur";
import { annoncer } from "../../composants/annonces";
import { Button } from "../../composants/bouton";
import { ChoixMatiere } from "../../composants/choix-matiere";
import { CollerParties } from "../../composants/coller-parties";
import { DepotPieces } from "../../composants/depot-pieces";
import { INSECABLE } from "../../composants/formats";
import { donnerFoyer, occupe } from "../../composants/foyer";
import { SaisieDate } from "../../composants/saisie-date";
import { SaisieReprise } from "../../composants/saisie-reprise";
import { TitrePage } from "../../composants/titre-page";
import { AidesProposees } from "./aides-proposees";
import { BlocActe } from "./bloc-acte";
import { BlocDecision } from "./bloc-decision";
import { BlocPartie } from "./bloc-partie";
import { champsDOuverture, motsDOuverture, parFamille, sansDefendeur } from "./procedures";
import {
  avecListe,
  decisionVide,
  erreursDeChamps,
  garderBrouillon,
  lireBrouillon,
  manques,
  oublierBrouillon,
  ouverture,
  PARTIES_MAX,
  partieVide,
  QUALITES_OUVERTURE,
  type SaisieOuverture,
  saisieVide,
} from "./saisie";

const ENVOI = "ouvrir-envoi";
/** What the greffier confirms, having looked: the letter of the number, that it is another pourvoi. */
const A_CONFIRMER = ["NUM-001", "DOS-015"];

/** Opens a dossier from a declaration of pourvoi, from what seises the Court otherwise, or from a request. */
export function OuvrirPage() {
  const naviguer = useNavigate();
  const rafraichir = useRafraichir();
  const client = useQueryClient();
  const { data: ref, error: sansRef, refetch } = useQuery(referentiel);
  const [repris] = useState(lireBrouillon);
  const [saisie, setSaisie] = useState(repris ?? saisieVide);
  const [oubli, setOubli] = useState(new Map<string, string>());
  // Each with the key of its link, so that a try after silence links it once.
  const [aides, setAides] = useState(new Map<string, { aide: Aide; cle: string }>());
  const choisirAide = (aide: Aide, oui: boolean) => {
    const suite = new Map(aides);
    if (oui) suite.set(aide.aid_id, { aide, cle: crypto.randomUUID() });
    else suite.delete(aide.aid_id);
    setAides(suite);
  };
  useEffect(() => garderBrouillon(saisie), [saisie]);

  const procedures = ref?.procedures ?? [];
  const procedure = saisie.procedure || (procedures.length === 1 ? (procedures[0]?.code ?? "") : "");
  const choisie = procedures.find(({ code }) => code === procedure);
  const mots = motsDOuverture(choisie);
  const champs = champsDOuverture(ref, choisie);
  const complete: SaisieOuverture = { ...saisie, procedure };
  const changer = (champs: Partial<SaisieOuverture>) => setSaisie((avant) => ({ ...avant, ...champs }));

  const ouvrir = useCommande(
    async (corps: Ouverture, cle) => {
      const ouvert = await ouvrirDossier(corps, cle);
      // The dossier is open whatever comes of the links: one that is refused stays proposed there, and says why when tried again.
      const liens = [...aides.values()].map(({ aide, cle }) =>
        rattacherAide(aide.aid_id, aide.version, { dossier_id: ouvert.dossier_id }, cle),
      );
      const rattachees = await Promise.allSettled(liens);
      return { ...ouvert, aRattacher: rattachees.filter(({ status }) => status === "rejected").length };
    },
    (ouvert) => {
      oublierBrouillon();
      void client.invalidateQueries({ queryKey: ["aides"] });
      rafraichir(ouvert.dossier_id, ouvert.version);
      annoncer(
        `Le dossier ${ouvert.number} est ouvert.${ouvert.aRattacher > 0 ? " Une demande d’aide juridictionnelle reste à rattacher." : ""}`,
      );
      void naviguer({ to: "/dossiers/$id", params: { id: ouvert.dossier_id } });
    },
  );
  const code = ouvrir.erreur?.probleme.code ?? "";
  const aConfirmer = ouvrir.erreur?.statut === 409 && A_CONFIRMER.includes(code);
  // One may come after the other: what was confirmed stays so until the form is sent anew.
  const [confirmes, setConfirmes] = useState<string[]>([]);
  const envoyer = (codes: string[]) => {
    setConfirmes(codes);
    void ouvrir.envoyer(ouverture(complete, codes, champs));
  };
  const erreurs = new Map([...erreursDeChamps(ouvrir.erreur?.champs ?? new Map(), saisie), ...oubli]);

  const { groupe: groupeDecisions, ajouter: ajouterDecision } = useFoyerDesBlocs(saisie.decisions.length);
  const soumettre = (envoi: FormEvent) => {
    envoi.preventDefault();
    const trouves = manques(complete, mots, champs);
    setOubli(trouves);
    if (trouves.size === 0) envoyer([]);
  };

  return (
    <>
      <TitrePage titre="Ouvrir un dossier" />
      <p className="fr-text--lead">{mots.depuis} Le numéro est attribué à l’enregistrement.</p>
      <p className="greffe-mention">Tous les champs sont à remplir, sauf mention « facultatif ».</p>
      {repris && (
        <SaisieReprise
          origine="d’un formulaire vide"
          repartir={() => {
            oublierBrouillon();
            setSaisie(saisieVide());
          }}
        />
      )}
      {sansRef && !ref && <ErreurSection quoi="Les procédures" cause={sansRef} reessayer={() => void refetch()} />}
      <form className="greffe-formulaire" noValidate onSubmit={soumettre}>
        <ResumeOublis oublis={oubli} />
        {aConfirmer && ouvrir.erreur ? (
          <Confirmation
            key={code}
            erreur={ouvrir.erreur}
            enCours={ouvrir.enCours}
            confirmer={() => envoyer([...confirmes, code])}
            revenir={() => {
              ouvrir.oublierErreur();
              donnerFoyer(document.getElementById(ENVOI));
            }}
          />
        ) : (
          <AlerteErreur erreur={ouvrir.erreur} />
        )}
        <section className="greffe-bloc" aria-labelledby="titre-declaration">
          <h2 id="titre-declaration" className="fr-h5">
            {mots.acte}
          </h2>
          <Select
            label="Procédure"
            hint={choisie?.urgency && `Affaire pressante${INSECABLE}: ${choisie.urgency}.`}
            state={erreurs.has("procedure") ? "error" : "default"}
            stateRelatedMessage={erreurs.get("procedure")}
            nativeSelectProps={{ value: procedure, required: true, onChange: (e) => changer({ procedure: e.target.value }) }}
          >
            <option value="">Choisir…</option>
            {parFamille(procedures).map((famille) => (
              <optgroup key={famille.nom} label={famille.nom}>
                {famille.procedures.map(({ code, label }) => (
                  <option key={code} value={code}>
                    {label}
                  </option>
                ))}
              </optgroup>
            ))}
          </Select>
          <BlocActe
            champs={champs}
            reponses={saisie.acte}
            changer={(nom, code) => changer({ acte: { ...saisie.acte, [nom]: code } })}
            erreurs={erreurs}
          />
          <SaisieDate
            legende={mots.remise}
            requise
            valeur={saisie.formee}
            changer={(formee) => changer({ formee })}
            erreur={erreurs.get("formed")}
          />
          <div className="greffe-colonnes">
            <Input
              label="Numéro indiqué par l’expéditeur"
              hintText="Facultatif. Une lettre qui ne convient pas sera signalée, jamais changée."
              state={erreurs.has("received_number") ? "error" : "default"}
              stateRelatedMessage={erreurs.get("received_number")}
              nativeInputProps={{ value: saisie.numeroRecu, onChange: (e) => changer({ numeroRecu: e.target.value }) }}
            />
            <Input
              label="Numéro déjà attribué"
              hintText="Facultatif. Pour un dossier repris d’un autre système."
              state={erreurs.has("existing_number") ? "error" : "default"}
              stateRelatedMessage={erreurs.get("existing_number")}
              nativeInputProps={{ value: saisie.numeroExistant, onChange: (e) => changer({ numeroExistant: e.target.value }) }}
            />
          </div>
          <div className="fr-checkbox-group fr-mb-3w">
            <input id="urgent" type="checkbox" checked={saisie.urgent} onChange={(e) => changer({ urgent: e.target.checked })} />
            <label className="fr-label" htmlFor="urgent">
              Affaire urgente
            </label>
          </div>
        </section>

        <Parties titre="Demandeurs" singulier="demandeur" cle="demandeurs" saisie={saisie} changer={changer} erreurs={erreurs} />
        <Parties
          titre="Défendeurs"
          singulier="défendeur"
          cle="defendeurs"
          saisie={saisie}
          changer={changer}
          erreurs={erreurs}
          aucune={sansDefendeur(choisie)}
        />
        <CollerParties
          qualites={QUALITES_OUVERTURE}
          place={Math.max(0, PARTIES_MAX - saisie.demandeurs.length - saisie.defendeurs.length)}
          ajouter={(lues) => setSaisie((avant) => ({ ...avant, ...avecListe(avant, lues) }))}
        />

        <div ref={groupeDecisions}>
          <h2 className="fr-h4">{mots.decision}</h2>
          {saisie.decisions.map((decision, rang) => (
            <BlocDecision
              key={decision.cle}
              decision={decision}
              rang={rang}
              changer={(champs) =>
                changer({ decisions: saisie.decisions.map((d) => (d.cle === decision.cle ? { ...d, ...champs } : d)) })
              }
              changerMatiere={(matiere) => changer({ matiere })}
              retirer={
                saisie.decisions.length > 1
                  ? () => changer({ decisions: saisie.decisions.filter(({ cle }) => cle !== decision.cle) })
                  : undefined
              }
              erreurs={erreurs}
            />
          ))}
          <Button
            className="fr-mb-4w"
            priority="secondary"
            size="small"
            iconId="fr-icon-add-line"
            ref={ajouterDecision}
            onClick={() => changer({ decisions: [...saisie.decisions, decisionVide()] })}
          >
            {mots.ajouterDecision}
          </Button>
          {(saisie.matiere !== undefined || choisie?.group === "civil") && (
            <ChoixMatiere
              libelle="Nature de l’affaire"
              facultatif
              valeur={saisie.matiere ?? ""}
              changer={(matiere) => changer({ matiere })}
              erreur={erreurs.get("matter")}
            />
          )}
        </div>

        <AidesProposees saisie={saisie} choisies={aides} choisir={choisirAide} />
        <h2 className="fr-h4">Pièces</h2>
        <DepotPieces
          legende={mots.pieces}
          nature={mots.depot}
          pieces={saisie.pieces}
          changer={(modifier) => setSaisie((avant) => ({ ...avant, pieces: modifier(avant.pieces) }))}
        />
        <Button id={ENVOI} type="submit" size="large" nativeButtonProps={occupe(ouvrir.enCours)}>
          {ouvrir.enCours ? "Ouverture…" : "Ouvrir le dossier"}
        </Button>
      </form>
    </>
  );
}

/** A block that was just added takes the focus at its first field; when one goes, the button that adds does. */
function useFoyerDesBlocs(nombre: number) {
  const groupe = useRef<HTMLDivElement>(null);
  const ajouter = useRef<HTMLButtonElement>(null);
  const avant = useRef(nombre);
  useEffect(() => {
    const de = avant.current;
    avant.current = nombre;
    if (nombre < de) donnerFoyer(ajouter.current);
    if (nombre > de) {
      const champs = groupe.current?.querySelectorAll<HTMLElement>("section")[nombre - 1]?.querySelectorAll<HTMLElement>("select, input");
      donnerFoyer(champs?.[0]);
    }
  }, [nombre]);
  return { groupe, ajouter };
}

interface PartiesProps {
  titre: string;
  singulier: string;
  cle: "demandeurs" | "defendeurs";
  saisie: SaisieOuverture;
  changer: (champs: Partial<SaisieOuverture>) => void;
  erreurs: Map<string, string>;
  /** There may be none. */
  aucune?: boolean;
}

function Parties({ titre, singulier, cle, saisie, changer, erreurs, aucune }: PartiesProps) {
  const parties = saisie[cle];
  const { groupe, ajouter } = useFoyerDesBlocs(parties.length);
  return (
    <div ref={groupe}>
      <h2 className="fr-h4">{titre}</h2>
      {parties.map((partie, rang) => (
        <BlocPartie
          key={partie.cle}
          partie={partie}
          titre={`${singulier.charAt(0).toLocaleUpperCase("fr")}${singulier.slice(1)}${parties.length > 1 ? ` ${rang + 1}` : ""}`}
          changer={(champs) => changer({ [cle]: parties.map((p) => (p.cle === partie.cle ? { ...p, ...champs } : p)) })}
          retirer={parties.length > 1 || aucune ? () => changer({ [cle]: parties.filter((p) => p.cle !== partie.cle) }) : undefined}
          erreurs={erreurs}
        />
      ))}
      <Button
        className="fr-mb-4w"
        priority="secondary"
        size="small"
        iconId="fr-icon-add-line"
        ref={ajouter}
        onClick={() => changer({ [cle]: [...parties, partieVide()] })}
      >
        Ajouter un {singulier}
      </Button>
    </div>
  );
}

/** All that is missing, in one place that takes the focus. */
function ResumeOublis({ oublis }: { oublis: Map<string, string> }) {
  const ref = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (oublis.size > 0) ref.current?.focus();
  }, [oublis]);
  if (oublis.size === 0) return null;
  return (
    <div ref={ref} tabIndex={-1} className="fr-mb-3w">
      <Alert
        severity="error"
        role="alert"
        as="h2"
        title="Le formulaire est incomplet"
        description={
          <ul>
            {[...new Set(oublis.values())].map((message) => (
              <li key={message}>{message}</li>
            ))}
          </ul>
        }
      />
    </div>
  );
}

interface ConfirmationProps {
  erreur: ErreurApi;
  enCours: boolean;
  confirmer: () => void;
  revenir: () => void;
}

/** A warning of the gateway: the greffier reads it, then goes on or back. */
function Confirmation({ erreur, enCours, confirmer, revenir }: ConfirmationProps) {
  const ref = useRef<HTMLDivElement>(null);
  // Before anyone can see it: a key pressed at once is meant for it.
  useLayoutEffect(() => ref.current?.focus(), []);
  return (
    // eslint-disable-next-line jsx-a11y/no-noninteractive-element-interactions
    <div
      ref={ref}
      tabIndex={-1}
      role="alertdialog"
      aria-labelledby="titre-confirmation"
      className="greffe-bloc"
      onKeyDown={(touche) => touche.key === "Escape" && revenir()}
    >
      <h2 id="titre-confirmation" className="fr-h5">
        {erreur.probleme.title}
      </h2>
      {erreur.probleme.detail && <p>{erreur.probleme.detail}</p>}
      <Constats constats={erreur.probleme.findings ?? []} />
      <div className="greffe-actions fr-my-2w">
        <Button onClick={confirmer} nativeButtonProps={occupe(enCours)}>
          Confirmer et ouvrir le dossier
        </Button>
        <Button priority="secondary" onClick={revenir}>
          Revenir au formulaire
        </Button>
      </div>
    </div>
  );
}
