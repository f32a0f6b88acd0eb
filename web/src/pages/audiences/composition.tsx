import { Select } from "@codegouvfr/react-dsfr/Select";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { agents } from "../../api/requetes";
import type { Audience, SaisieChangement } from "../../api/types";
import { Button } from "../../composants/bouton";
import { FONCTIONS } from "../distribution/mots";
import { Changement } from "./changement";

interface Place {
  agent_id: string;
  presides: boolean;
  completes: boolean;
}

const placesDe = (audience: Audience): Place[] =>
  audience.members.map(({ agent_id, presides, completes }) => ({ agent_id, presides, completes }));

interface Props {
  audience: Audience;
  modifiable: boolean;
  /** May the reader say who concludes? */
  parquet: boolean;
}

/** Who sits, assists and concludes; changed as a whole, with what it leads to shown first. Who concludes is the parquet's to say. */
export function Composition({ audience, modifiable, parquet }: Props) {
  return (
    <section className="greffe-section" aria-labelledby="titre-composition">
      <h2 id="titre-composition" className="fr-h5">
        Composition
      </h2>
      {audience.members.length === 0 ? (
        <p className="greffe-vide">La composition n’est pas arrêtée.</p>
      ) : (
        <ol>
          {audience.members.map(({ agent_id, name, function: fonction, presides, completes }) => (
            <li key={agent_id} data-membre={agent_id}>
              {name ?? "Personne inconnue du registre"}
              {fonction && `, ${(FONCTIONS[fonction] ?? fonction).toLocaleLowerCase("fr")}`}
              {presides && " — préside"}
              {completes && " — complète la formation"}
            </li>
          ))}
        </ol>
      )}
      <dl className="greffe-faits">
        <div>
          <dt>Greffier</dt>
          <dd>{audience.greffier_name ?? "Non désigné"}</dd>
        </div>
        <div>
          <dt>Avocat général</dt>
          <dd>{audience.avocat_general_name ?? "Non prévu"}</dd>
        </div>
      </dl>
      {/* What is typed stays while journals answer; a composition that somebody else settled replaces it. */}
      {modifiable && <Modifier key={JSON.stringify([placesDe(audience), audience.greffier_id])} audience={audience} />}
      {parquet && <Conclure key={audience.avocat_general_id ?? ""} audience={audience} />}
    </section>
  );
}

function Modifier({ audience }: { audience: Audience }) {
  const { chambre } = audience.summary;
  const { data: siege } = useQuery(agents("magistrat_siege"));
  const { data: presidents } = useQuery(agents("president"));
  const { data: greffiers } = useQuery(agents("greffe_chambre", chambre));
  const [places, setPlaces] = useState(() => placesDe(audience));
  const [greffier, setGreffier] = useState(audience.greffier_id ?? "");
  const [ajout, setAjout] = useState("");
  const connus = [...new Map([...(presidents?.items ?? []), ...(siege?.items ?? [])].map((agent) => [agent.agent_id, agent])).values()];
  // Those of the chamber first: others are called to complete it.
  const tries = connus.toSorted(
    (a, b) => Number(b.chambres.includes(chambre)) - Number(a.chambres.includes(chambre)) || a.display_name.localeCompare(b.display_name, "fr"),
  );
  const nom = (id: string) =>
    connus.find(({ agent_id }) => agent_id === id)?.display_name ?? audience.members.find(({ agent_id }) => agent_id === id)?.name ?? "Personne inconnue du registre";
  const changer = (id: string, champs: Partial<Place>) =>
    setPlaces(places.map((place) => (place.agent_id === id ? { ...place, ...champs } : champs.presides ? { ...place, presides: false } : place)));
  const acte: SaisieChangement = {
    kind: "composition_arretee",
    members: places,
    ...(greffier ? { greffier_id: greffier } : {}),
  };
  return (
    <details>
      <summary>Modifier la composition</summary>
      <fieldset className="greffe-composition">
        <legend className="fr-sr-only">Membres de la formation</legend>
        <ul className="greffe-echeances">
          {places.map(({ agent_id, presides, completes }) => (
            <li key={agent_id}>
              <div className="greffe-echeances__ligne">
                <span>{nom(agent_id)}</span>
                <label className="greffe-choix">
                  <input type="radio" name="preside" checked={presides} onChange={() => changer(agent_id, { presides: true })} /> préside
                  <span className="fr-sr-only">&nbsp;: {nom(agent_id)}</span>
                </label>
                <label className="greffe-choix">
                  <input type="checkbox" checked={completes} onChange={() => changer(agent_id, { completes: !completes })} /> complète la formation
                  <span className="fr-sr-only">&nbsp;: {nom(agent_id)}</span>
                </label>
                <Button priority="tertiary" size="small" nativeButtonProps={{ type: "button" }} onClick={() => setPlaces(places.filter((place) => place.agent_id !== agent_id))}>
                  Retirer<span className="fr-sr-only"> {nom(agent_id)}</span>
                </Button>
              </div>
            </li>
          ))}
        </ul>
        <div className="greffe-filtres">
          <Select
            label="Ajouter un membre"
            nativeSelectProps={{
              value: ajout,
              onChange: (e) => {
                setAjout("");
                if (e.target.value) setPlaces([...places, { agent_id: e.target.value, presides: places.length === 0, completes: false }]);
              },
            }}
          >
            <option value="">Choisir…</option>
            {tries
              .filter(({ agent_id }) => !places.some((place) => place.agent_id === agent_id))
              .map(({ agent_id, display_name, chambres }) => (
                <option key={agent_id} value={agent_id}>
                  {display_name}
                  {chambres.includes(chambre) ? "" : " (autre chambre)"}
                </option>
              ))}
          </Select>
          <Personne label="Greffier" valeur={greffier} changer={setGreffier} choix={greffiers?.items ?? []} />
        </div>
      </fieldset>
      <Changement audience={audience} acte={acte} libelle="Arrêter la composition" fait="La composition est arrêtée." priorite="secondary" />
    </details>
  );
}

/** Who of the parquet général concludes. */
function Conclure({ audience }: { audience: Audience }) {
  const { data } = useQuery(agents("avocat_general"));
  const [avocatGeneral, setAvocatGeneral] = useState(audience.avocat_general_id ?? "");
  const acte: SaisieChangement = { kind: "avocat_general_prevu", ...(avocatGeneral ? { avocat_general_id: avocatGeneral } : {}) };
  return (
    <details>
      <summary>Dire qui conclura</summary>
      <Personne label="Avocat général" valeur={avocatGeneral} changer={setAvocatGeneral} choix={data?.items ?? []} />
      <Changement audience={audience} acte={acte} libelle="Prévoir l’avocat général" fait="L’avocat général est prévu." priorite="secondary" />
    </details>
  );
}

interface PropsPersonne {
  label: string;
  valeur: string;
  changer: (valeur: string) => void;
  choix: { agent_id: string; display_name: string }[];
}

function Personne({ label, valeur, changer, choix }: PropsPersonne) {
  return (
    <Select label={label} nativeSelectProps={{ value: valeur, onChange: (e) => changer(e.target.value) }}>
      <option value="">Personne</option>
      {choix.map(({ agent_id, display_name }) => (
        <option key={agent_id} value={agent_id}>
          {display_name}
        </option>
      ))}
    </Select>
  );
}
