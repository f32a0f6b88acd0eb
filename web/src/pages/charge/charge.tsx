import { Select } from "@codegouvfr/react-dsfr/Select";
import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { useNavigate, useSearch } from "@tanstack/react-router";
import { chambresDeCharge } from "../../api/droits";
import { enErreurApi } from "../../api/probleme";
import { charge, referentiel, session } from "../../api/requetes";
import type { Charge, Session } from "../../api/types";
import { ErreurSection } from "../../app/erreurs";
import { chambresCherchables } from "../../composants/chambres";
import { Attente } from "../../composants/attente";
import { Button } from "../../composants/bouton";
import { enCsv, enregistrerCsv } from "../../composants/csv";
import { dateLongue, pluriel } from "../../composants/formats";
import { MentionImpression } from "../../composants/impression";
import { TitrePage } from "../../composants/titre-page";
import { Courbe } from "./courbe";
import { delai, ecart, enDossiers, enRangees } from "./mots";
import { CHAMPS, demande, type Reglages } from "./reglages";
import { Simuler } from "./simuler";
import { EnAttente, Personnes, Semaines } from "./tables";

const TITRE = "Charge et prévisions";

/** Load and forecast of a chamber; the chamber and what is supposed stand in the address. */
export function ChargePage() {
  const { data: ouverte } = useQuery(session);
  return (
    <>
      <TitrePage titre={TITRE} />
      <p>
        Ce qui attend, ce qui vient, et en combien de temps au rythme présent. Une prévision n’évalue personne&nbsp;: chacun y va
        au rythme de la chambre, pour le temps dont il dispose.
      </p>
      {ouverte ? <Choix ouverte={ouverte} /> : <Attente quoi="la session" />}
    </>
  );
}

function Choix({ ouverte }: { ouverte: Session }) {
  const adresse = useSearch({ from: "/charge" });
  const naviguer = useNavigate({ from: "/charge" });
  const { data: ref } = useQuery(referentiel);
  const siennes = chambresDeCharge(ouverte);
  const chambres = (ref ? chambresCherchables(ref) : []).filter(({ code }) => siennes === undefined || siennes.includes(code));
  const chambre = adresse.chambre ?? chambres[0]?.code;
  if (siennes?.length === 0) {
    return <p className="greffe-vide">La charge d’une chambre se lit par son président, par chacun de ses magistrats pour la sienne, et sans nom par le premier président et la direction.</p>;
  }
  if (!chambre) return <Attente quoi="les chambres" />;
  const aller = (search: Reglages) => void naviguer({ search: { ...search, chambre: search.chambre ?? chambre }, replace: true });
  return (
    <>
      {chambres.length > 1 && (
        <div className="greffe-filtres" role="search" aria-label="Chambre">
          <Select label="Chambre" nativeSelectProps={{ value: chambre, onChange: (e) => aller({ ...adresse, chambre: e.target.value }) }}>
            {chambres.map(({ code, label }) => (
              <option key={code} value={code}>
                {label}
              </option>
            ))}
          </Select>
        </div>
      )}
      <Lue chambre={chambre} nom={chambres.find(({ code }) => code === chambre)?.label ?? "chambre"} reglages={adresse} aller={aller} />
    </>
  );
}

interface PropsLue {
  chambre: string;
  nom: string;
  reglages: Reglages;
  aller: (reglages: Reglages) => void;
}

function Lue({ chambre, nom, reglages, aller }: PropsLue) {
  const { data, error, refetch, isFetching } = useQuery({
    ...charge(chambre, demande(reglages)),
    // Of another chamber, nothing is shown meanwhile.
    placeholderData: (avant, requete) => (requete?.queryKey[1] === chambre ? keepPreviousData(avant) : undefined),
  });
  const refus = error ? enErreurApi(error).champs : undefined;
  const surUnReglage = refus !== undefined && CHAMPS.some(({ champ }) => refus.has(champ));
  if (error && !surUnReglage && !data) return <ErreurSection quoi="La charge" cause={error} reessayer={() => void refetch()} />;
  return (
    <>
      {data ? <Montree lue={data} nom={nom} enCours={isFetching} /> : !error && <Attente quoi="la charge" />}
      <Simuler key={JSON.stringify(reglages)} reglages={reglages} refus={refus} aller={aller} />
    </>
  );
}

/** Whether there is anything to say. */
function vide({ scope, stock, past, present: { people } }: Charge): boolean {
  if (scope === "personne") return people.every(({ dossiers }) => dossiers === 0);
  return stock.every(({ dossiers }) => dossiers === 0) && past.every(({ entries, exits }) => entries + exits === 0);
}

function Montree({ lue, nom, enCours }: { lue: Charge; nom: string; enCours: boolean }) {
  if (vide(lue)) {
    return (
      <p className="greffe-vide">
        {lue.scope === "personne" ? "Aucun dossier ne vous est confié dans cette chambre." : "Aucun dossier n’attend dans cette chambre, et aucun mouvement n’y est connu."}
      </p>
    );
  }
  const { present, supposed } = lue;
  return (
    <div className={enCours ? "greffe-en-cours" : undefined} aria-busy={enCours}>
      <MentionImpression>
        {nom}, prévision du {dateLongue(lue.day)}
      </MentionImpression>
      {present.weeks.length > 0 && (
        <section aria-labelledby="titre-prevision">
          <h2 id="titre-prevision" className="fr-h5">
            Au rythme présent
          </h2>
          <dl className="greffe-faits" data-resume>
            <div>
              <dt>Entrées par semaine</dt>
              <dd>{enDossiers(present.entries)}</dd>
            </div>
            <div>
              <dt>Sorties par semaine</dt>
              <dd>{enDossiers(present.exits)}</dd>
            </div>
            <div>
              <dt>Durée pour être jugé, pour un dossier arrivé ce jour</dt>
              <dd>{delai(present, lue.sight)}</dd>
            </div>
            {supposed && (
              <div>
                <dt>Avec les réglages simulés</dt>
                <dd>{delai(supposed, lue.sight)}</dd>
              </div>
            )}
          </dl>
          {supposed && (
            <p role="status" data-ecart>
              Les réglages simulés donneraient {ecart(present, supposed)}
            </p>
          )}
          <Courbe present={present} suppose={supposed} />
          <Semaines lue={lue} />
          <Methode lue={lue} />
        </section>
      )}
      {lue.stock.length > 0 && <EnAttente stock={lue.stock} />}
      {present.people.length > 0 && <Personnes lue={lue} />}
      <div className="greffe-actions fr-mt-2w">
        <Button priority="tertiary" size="small" onClick={() => enregistrerCsv(`charge-${lue.chambre}`, enCsv(enRangees(lue)))}>
          Enregistrer en CSV
        </Button>
        <Button priority="tertiary" size="small" iconId="fr-icon-printer-line" onClick={() => window.print()}>
          Imprimer
        </Button>
      </div>
    </div>
  );
}

/** How the figures were made, and what they suppose. */
function Methode({ lue: { past_weeks, futures, present } }: { lue: Charge }) {
  const marge = present.judged?.ranged;
  return (
    <p className="greffe-mention">
      Méthode&nbsp;: la moyenne de {pluriel(past_weeks, "semaine passée", "semaines passées")}, les sorties suivant le temps des magistrats présents et un
      dossier étant jugé après ceux qui attendent déjà.{" "}
      {marge
        ? `La marge contient huit des dix avenirs possibles parmi ${futures} tirés des semaines passées\u00a0: elle suppose que les semaines à venir leur ressemblent.`
        : "Trop peu de semaines sont connues pour dire une marge."}{" "}
      Les dossiers scellés n’y sont pas comptés, un dossier joint l’est avec celui auquel il est joint.
    </p>
  );
}
