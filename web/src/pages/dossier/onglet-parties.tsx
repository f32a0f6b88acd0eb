import { Input } from "@codegouvfr/react-dsfr/Input";
import { Select } from "@codegouvfr/react-dsfr/Select";
import { useInfiniteQuery, useQuery } from "@tanstack/react-query";
import { Link, useSearch } from "@tanstack/react-router";
import { useDeferredValue, useEffect, useRef, useState } from "react";
import { peut } from "../../api/droits";
import { parties, representations } from "../../api/requetes";
import type { Dossier, Partie, PartieDetaillee } from "../../api/types";
import { ErreurSection } from "../../app/erreurs";
import { Attente } from "../../composants/attente";
import { date, libelle, pluriel } from "../../composants/formats";
import { Jour } from "../../composants/jour";
import { Suite, suiteDe } from "../../composants/suite";
import { Moyens } from "./moyens";
import { PourvoisDuDossier } from "./pourvois-dossier";

/** Parties with their counsel, searched and paged where the case is kept: hundreds stay quick. */
export function OngletParties({ dossier }: { dossier: Dossier }) {
  const [cherche, setCherche] = useState("");
  const [role, setRole] = useState("");
  const liste = useRef<HTMLTableSectionElement>(null);
  const { partie: visee } = useSearch({ from: "/dossiers/$id" });
  const voulu = useDeferredValue(cherche.trim());
  const lues = useInfiniteQuery(parties(dossier.dossier_id, voulu, role));
  const { data, error, refetch } = lues;
  if (error && !data) return <ErreurSection quoi="Les parties" cause={error} reessayer={() => void refetch()} />;
  if (!data) return <Attente quoi="les parties" />;
  const trouvees = data.pages.flatMap(({ items }) => items);
  const total = data.pages[0]?.total ?? 0;
  const cabinets = data.pages[0]?.offices ?? [];
  const cabinet = (ids: string[]) =>
    ids
      .map((id) => cabinets.find(({ office_id }) => office_id === id)?.name)
      .filter(Boolean)
      .join(", ");
  const tient = peut(dossier, "corriger_acte");
  return (
    <>
      {dossier.party_count > 10 && (
        <div className="greffe-filtres greffe-ecran" role="search" aria-label="Parties">
          <Input label="Chercher une partie" nativeInputProps={{ type: "search", value: cherche, onChange: (e) => setCherche(e.target.value) }} />
          <Select label="Qualité" nativeSelectProps={{ value: role, onChange: (e) => setRole(e.target.value) }}>
            <option value="">Toutes</option>
            {["demandeur", "defendeur", "intervenant"].map((code) => (
              <option key={code} value={code}>
                {libelle(code)}
              </option>
            ))}
          </Select>
        </div>
      )}
      {tient && (
        <div className="greffe-actions fr-mb-2w greffe-ecran">
          <Link to="/dossiers/$id/modifier" params={{ id: dossier.dossier_id }} search={{ quoi: "partie" }} className="fr-link">
            Ajouter une partie
          </Link>
          {dossier.procedure.startsWith("penal_") && (
            <Link to="/dossiers/$id/modifier" params={{ id: dossier.dossier_id }} search={{ quoi: "pourvoi" }} className="fr-link">
              Autre pourvoi contre la même décision
            </Link>
          )}
          <Link to="/dossiers/$id/modifier" params={{ id: dossier.dossier_id }} search={{ quoi: "substitution" }} className="fr-link">
            Substituer un avocat
          </Link>
          <Link to="/dossiers/$id/modifier" params={{ id: dossier.dossier_id }} search={{ quoi: "decision" }} className="fr-link">
            Compléter la décision attaquée
          </Link>
          <Link to="/dossiers/$id/modifier" params={{ id: dossier.dossier_id }} search={{ quoi: "lien" }} className="fr-link">
            Lier une affaire
          </Link>
          <Link to="/dossiers/$id/liens" params={{ id: dossier.dossier_id }} className="fr-link">
            Liens personnels
          </Link>
          {peut(dossier, "enregistrer_acte_de_la_cour") && (
            <Link to="/dossiers/$id/modifier" params={{ id: dossier.dossier_id }} search={{ quoi: "scelle" }} className="fr-link">
              {dossier.sealed ? "Lever le scellé" : "Sceller le dossier"}
            </Link>
          )}
        </div>
      )}
      <PourvoisDuDossier dossier={dossier} />
      {/* Nothing in it takes the focus for some readers: the region does, so that one can scroll it by keyboard. */}
      {/* eslint-disable-next-line jsx-a11y/no-noninteractive-tabindex */}
      <div className="greffe-table" role="region" aria-label="Parties" tabIndex={0}>
        <table>
          <caption aria-live="polite">{pluriel(total, "partie")}</caption>
          <thead>
            <tr>
              <th scope="col">Nom</th>
              <th scope="col">Rôle</th>
              <th scope="col">Nature</th>
              <th scope="col">Résidence</th>
              <th scope="col">Avocat aux Conseils</th>
              {tient && (
                <th scope="col" className="greffe-ecran">
                  Actions
                </th>
              )}
            </tr>
          </thead>
          <tbody ref={liste}>
            {trouvees.map((une) => (
              <UnePartie
                key={une.party.party_id}
                partie={une}
                cabinet={cabinet(une.party.office_ids)}
                dossier={dossier}
                tient={tient}
                visee={une.party.party_id === visee}
              />
            ))}
          </tbody>
        </table>
      </div>
      <Suite liste={liste} montres={trouvees.length} total={total} nom={["partie", "parties"]} {...suiteDe(lues)} />
      <Representations dossier={dossier} />
      <Moyens dossier={dossier} />
    </>
  );
}

interface LigneProps {
  partie: PartieDetaillee;
  cabinet: string;
  dossier: Dossier;
  tient: boolean;
  /** The one that the address tells of. */
  visee: boolean;
}

/** What it is in the pourvois of the number: who forms one may answer another. */
const roles = ({ role, roles: tous }: Partie) => [...new Set([role, ...tous.map((un) => un.role)])].map((un) => libelle(un)).join(", ");

function UnePartie({ partie: { party, identity }, cabinet, dossier, tient, visee }: LigneProps) {
  const ici = useRef<HTMLTableRowElement>(null);
  useEffect(() => {
    if (visee) ici.current?.scrollIntoView({ block: "center" });
  }, [visee]);
  const precisions = [identity?.forme, identity?.siren && `SIREN ${identity.siren}`, identity?.adresse, identity?.represente_par];
  return (
    <tr ref={ici} className={visee ? "greffe-nouveau" : undefined} data-ligne data-partie={party.party_id}>
      <th scope="row">
        {party.name || "Nom réservé"}
        {party.situation && (
          <>
            {" "}
            <span className="fr-badge fr-badge--sm fr-badge--info">{libelle(party.situation)}</span>
          </>
        )}
        {party.outcome && (
          <>
            {" "}
            <span className="fr-badge fr-badge--sm fr-badge--warning">{party.outcome}</span>
          </>
        )}
        {precisions.some(Boolean) && <span className="greffe-mention greffe-precisions"> {precisions.filter(Boolean).join(", ")}</span>}
      </th>
      <td>{roles(party)}</td>
      <td>{libelle(party.nature)}</td>
      <td>{libelle(party.residence)}</td>
      <td>{cabinet || "Aucun"}</td>
      {tient && (
        <td className="greffe-ecran">
          <div className="greffe-actions">
            <Link
              to="/dossiers/$id/modifier"
              params={{ id: dossier.dossier_id }}
              search={{ quoi: "identite", partie: party.party_id }}
              className="fr-link fr-link--sm"
            >
              Identité<span className="fr-sr-only"> de {party.name}</span>
            </Link>
            <Acte dossier={dossier} partie={party.party_id} nom={party.name} type="residence_changee" texte="Résidence" />
            <Acte dossier={dossier} partie={party.party_id} nom={party.name} type="qualite_changee" texte="Qualité" />
          </div>
        </td>
      )}
    </tr>
  );
}

function Acte({ dossier, partie, nom, type, texte }: { dossier: Dossier; partie: string; nom: string; type: string; texte: string }) {
  return (
    <Link to="/dossiers/$id/acte" params={{ id: dossier.dossier_id }} search={{ type, partie }} className="fr-link fr-link--sm">
      {texte}
      <span className="fr-sr-only"> de {nom}</span>
    </Link>
  );
}

/** Who represented whom: ever, or on a day. */
function Representations({ dossier }: { dossier: Dossier }) {
  const [jour, setJour] = useState("");
  const { data } = useQuery(representations(dossier.dossier_id, jour));
  if (!data || (data.length === 0 && !jour)) return null;
  return (
    <section className="fr-mt-4w" aria-labelledby="titre-representations">
      <h3 id="titre-representations" className="fr-h6">
        Représentation
      </h3>
      <div className="greffe-formulaire greffe-ecran">
        <Jour label="Qui représentait qui le" hintText="Sans date, toutes les constitutions, même finies." valeur={jour} changer={setJour} />
      </div>
      {/* eslint-disable-next-line jsx-a11y/no-noninteractive-tabindex */}
      <div className="greffe-table" role="region" aria-label="Représentation" tabIndex={0}>
        <table>
          <caption aria-live="polite">
            {jour ? `${pluriel(data.length, "représentation")} au ${date(jour)}` : pluriel(data.length, "représentation")}
          </caption>
          <thead>
            <tr>
              <th scope="col">Partie</th>
              <th scope="col">Cabinet</th>
              <th scope="col">Depuis</th>
              <th scope="col">Jusqu’au</th>
            </tr>
          </thead>
          <tbody>
            {data.map((une, rang) => (
              <tr key={rang} data-representation={une.office_name}>
                <th scope="row">{une.party_name || "Nom réservé"}</th>
                <td>{une.office_name}</td>
                <td>{une.since ? date(une.since) : "Date inconnue"}</td>
                <td>{une.until ? date(une.until) : une.ended ? "Date inconnue" : "—"}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </section>
  );
}
