import { Input } from "@codegouvfr/react-dsfr/Input";
import { Select } from "@codegouvfr/react-dsfr/Select";
import { useInfiniteQuery, useQuery } from "@tanstack/react-query";
import { useNavigate, useParams, useSearch } from "@tanstack/react-router";
import { useState } from "react";
import { motDuCode } from "../../actes/codes";
import { peut } from "../../api/droits";
import { actes, agents, dossier, moyens, parties as lireParties } from "../../api/requetes";
import { useToutLire } from "../../api/tout-lire";
import type { Cabinet, Dossier, Identite, PartieSaisie } from "../../api/types";
import { Erreur } from "../../app/erreurs";
import { Attente } from "../../composants/attente";
import { Button } from "../../composants/bouton";
import { ChoixCabinet } from "../../composants/choix-cabinet";
import { ChoixParties } from "../../composants/choix-parties";
import { CollerParties } from "../../composants/coller-parties";
import { date, dateActe, libelle } from "../../composants/formats";
import { Jour } from "../../composants/jour";
import { TitrePage } from "../../composants/titre-page";
import { AutrePourvoi } from "./autre-pourvoi";
import { Cadre, Texte, TITRES } from "./cadre-modification";
import { FilDossier } from "./fil-dossier";
import { LIENS } from "./liens";
import { enPartie, ListeCollee } from "./parties-collees";
import { QUOI, type Quoi } from "./quoi";

/** Changes what a case consists of: each change is an act with a reason, weighed before it is recorded. */
export function ModifierPage() {
  const { id } = useParams({ from: "/dossiers/$id/modifier" });
  const { quoi = "identite", partie, decision } = useSearch({ from: "/dossiers/$id/modifier" });
  const naviguer = useNavigate({ from: "/dossiers/$id/modifier" });
  const { data, error, refetch } = useQuery(dossier(id));
  if (error && !data) return <Erreur cause={error} reessayer={() => void refetch()} />;
  if (!data) return <Attente quoi="le dossier" />;
  return (
    <>
      <FilDossier dossier={data} page="Modifier le dossier" />
      <TitrePage titre={`Modifier le dossier — ${data.number}`}>
        Modifier <span className="greffe-mention">le dossier {data.number}</span>
      </TitrePage>
      {peut(data, "enregistrer_fait", "corriger_acte") ? (
        <>
          <div className="greffe-formulaire">
            <Select
              label="Que faut-il modifier ?"
              hint="Chaque modification est un acte motivé ; rien n’est effacé."
              nativeSelectProps={{
                value: quoi,
                onChange: (e) => void naviguer({ search: { quoi: QUOI.find((un) => un === e.target.value) }, replace: true }),
              }}
            >
              {QUOI.map((un) => (
                <option key={un} value={un}>
                  {TITRES[un]}
                </option>
              ))}
            </Select>
          </div>
          <Rubrique key={`${quoi}:${partie ?? ""}:${decision ?? ""}`} dossier={data} quoi={quoi} partie={partie} decision={decision} />
        </>
      ) : (
        <p className="greffe-vide">Vos fonctions ne vous permettent pas de modifier ce dossier.</p>
      )}
    </>
  );
}

interface RubriqueProps {
  dossier: Dossier;
  quoi: Quoi;
  partie?: string;
  decision?: string;
}

function Rubrique({ dossier: lu, quoi, partie, decision }: RubriqueProps) {
  switch (quoi) {
    case "identite":
      return <ModifierIdentite dossier={lu} partie={partie} />;
    case "partie":
      return <AjouterPartie dossier={lu} />;
    case "pourvoi":
      return <AutrePourvoi dossier={lu} />;
    case "decision":
      return <ModifierDecision dossier={lu} decision={decision} />;
    case "substitution":
      return <Substituer dossier={lu} />;
    case "lien":
      return <Lier dossier={lu} />;
    case "moyens":
      return <ReleverMoyens dossier={lu} />;
    case "scelle":
      return <Sceller dossier={lu} />;
  }
}

const VIDE: Identite = {
  nature: "personne_physique",
  nom: "",
  prenoms: "",
  adresse: "",
  ne_le: "",
  ne_a: "",
  siren: "",
  forme: "",
  represente_par: "",
  contact: "",
};

function ChampsIdentite({ valeur, changer }: { valeur: Identite; changer: (valeur: Identite) => void }) {
  const champ = (nom: keyof Identite) => ({ valeur: valeur[nom], changer: (texte: string) => changer({ ...valeur, [nom]: texte }) });
  const morale = valeur.nature === "personne_morale";
  return (
    <>
      <Select label="Nature" nativeSelectProps={{ value: valeur.nature, onChange: (e) => changer({ ...valeur, nature: e.target.value }) }}>
        {["personne_physique", "personne_morale", "ministere_public"].map((nature) => (
          <option key={nature} value={nature}>
            {libelle(nature)}
          </option>
        ))}
      </Select>
      <Texte label={morale ? "Dénomination" : "Nom"} {...champ("nom")} />
      {valeur.nature === "personne_physique" && (
        <>
          <Texte label="Prénoms" {...champ("prenoms")} />
          <Jour label="Date de naissance" valeur={valeur.ne_le ?? ""} changer={(ne_le) => changer({ ...valeur, ne_le })} />
          <Texte label="Lieu de naissance" {...champ("ne_a")} />
        </>
      )}
      {morale && (
        <>
          <Texte label="Forme" aide="Société anonyme, association, commune…" {...champ("forme")} />
          <Texte label="Numéro SIREN" aide="Neuf chiffres." {...champ("siren")} />
        </>
      )}
      <Texte label="Représentée par" {...champ("represente_par")} />
      <Texte label="Adresse" {...champ("adresse")} />
      <Texte label="Téléphone, courriel" {...champ("contact")} />
    </>
  );
}

/** The party chosen among hundreds by part of its name. */
function ModifierIdentite({ dossier: lu, partie: visee }: { dossier: Dossier; partie?: string }) {
  const [cherche, setCherche] = useState("");
  const nom = lu.parties.find(({ party_id }) => party_id === visee)?.name ?? "";
  const { data } = useInfiniteQuery(lireParties(lu.dossier_id, cherche.trim() || nom, ""));
  const trouvees = data?.pages.flatMap(({ items }) => items) ?? [];
  const [choisie, setChoisie] = useState(visee ?? "");
  const [saisie, setSaisie] = useState<Identite>();
  const lue = trouvees.find(({ party }) => party.party_id === choisie);
  const identite = saisie ?? lue?.identity ?? { ...VIDE, nature: lue?.party.nature ?? VIDE.nature, nom: lue?.party.name ?? "" };
  return (
    <Cadre
      dossier={lu}
      quoi="identite"
      empreinte={JSON.stringify([choisie, identite])}
      corps={() => (choisie && identite.nom.trim() ? { identite: { partie: choisie, personne: identite } } : undefined)}
    >
      {lu.party_count > 20 && <Texte label="Chercher une partie" valeur={cherche} changer={setCherche} />}
      <Select
        label="Partie"
        nativeSelectProps={{
          value: choisie,
          onChange: (e) => {
            setChoisie(e.target.value);
            setSaisie(undefined);
          },
        }}
      >
        <option value="">Choisir une partie…</option>
        {trouvees.map(({ party }) => (
          <option key={party.party_id} value={party.party_id}>
            {party.name} ({libelle(party.role).toLocaleLowerCase("fr")})
          </option>
        ))}
      </Select>
      {choisie && <ChampsIdentite valeur={identite} changer={setSaisie} />}
    </Cadre>
  );
}

const CAUSES: Record<string, string> = {
  omission: "Omission dans la déclaration",
  intervention_volontaire: "Intervention volontaire",
  intervention_forcee: "Intervention forcée",
  reprise_d_instance: "Reprise d’instance",
};

const QUALITES_PARTIE = ["defendeur", "demandeur", "intervenant"];
/** Parties that one act may add. */
const AJOUTEES_MAX = 200;

function AjouterPartie({ dossier: lu }: { dossier: Dossier }) {
  const [cause, setCause] = useState("omission");
  const [role, setRole] = useState("defendeur");
  const [residence, setResidence] = useState("metropole");
  const [personne, setPersonne] = useState({ nature: "personne_physique", name: "", first_names: "", address: "" });
  const [collees, setCollees] = useState<PartieSaisie[]>([]);
  const nommee: PartieSaisie[] = personne.name.trim() ? [{ person: personne, role, residence }] : [];
  const ajoutees = [...nommee, ...collees];
  const champ = (nom: keyof typeof personne) => ({
    valeur: personne[nom],
    changer: (texte: string) => setPersonne({ ...personne, [nom]: texte }),
  });
  return (
    <Cadre
      dossier={lu}
      quoi="partie"
      empreinte={JSON.stringify([cause, ajoutees])}
      corps={() => (ajoutees.length > 0 ? { parties: { cause, parties: ajoutees } } : undefined)}
    >
      <Select label="Cause" nativeSelectProps={{ value: cause, onChange: (e) => setCause(e.target.value) }}>
        {Object.entries(CAUSES).map(([code, nom]) => (
          <option key={code} value={code}>
            {nom}
          </option>
        ))}
      </Select>
      <Select label="Qualité" nativeSelectProps={{ value: role, onChange: (e) => setRole(e.target.value) }}>
        {QUALITES_PARTIE.map((code) => (
          <option key={code} value={code}>
            {libelle(code)}
          </option>
        ))}
      </Select>
      <Select label="Nature" nativeSelectProps={{ value: personne.nature, onChange: (e) => setPersonne({ ...personne, nature: e.target.value }) }}>
        {["personne_physique", "personne_morale", "ministere_public"].map((code) => (
          <option key={code} value={code}>
            {libelle(code)}
          </option>
        ))}
      </Select>
      <Texte label={personne.nature === "personne_physique" ? "Nom" : "Dénomination"} {...champ("name")} />
      {personne.nature === "personne_physique" && <Texte label="Prénoms" {...champ("first_names")} />}
      <Texte label="Adresse" {...champ("address")} />
      <Select
        label="Résidence"
        hint="Elle peut allonger les délais (articles 643 et 1023 du code de procédure civile)."
        nativeSelectProps={{ value: residence, onChange: (e) => setResidence(e.target.value) }}
      >
        {["metropole", "outre_mer", "etranger", "inconnue"].map((code) => (
          <option key={code} value={code}>
            {libelle(code)}
          </option>
        ))}
      </Select>
      <CollerParties
        qualites={QUALITES_PARTIE}
        place={Math.max(0, AJOUTEES_MAX - ajoutees.length)}
        ajouter={(lues) => setCollees([...collees, ...lues.map(enPartie)])}
      />
      <ListeCollee parties={collees} changer={setCollees} />
    </Cadre>
  );
}

const AJOUT = "ajout";

function ModifierDecision({ dossier: lu, decision: visee }: { dossier: Dossier; decision?: string }) {
  const [choisie, setChoisie] = useState(visee ?? lu.decisions[0]?.decision_id ?? AJOUT);
  const connue = lu.decisions.find(({ decision_id }) => decision_id === choisie);
  const origine = () => ({
    court: connue?.court ?? "",
    section: connue?.section ?? "",
    rendered_on: connue?.rendered_on ?? "",
    nature: connue?.nature ?? "arret",
    case_number: connue?.case_number ?? "",
  });
  const [saisie, setSaisie] = useState<ReturnType<typeof origine>>();
  const mentions = saisie ?? origine();
  const champ = (nom: "court" | "section" | "case_number") => ({
    valeur: mentions[nom],
    changer: (texte: string) => setSaisie({ ...mentions, [nom]: texte }),
  });
  return (
    <Cadre
      dossier={lu}
      quoi="decision"
      empreinte={JSON.stringify([choisie, mentions])}
      corps={() => (mentions.court.trim() ? { decision: { ...(connue ? { decision: choisie } : {}), mentions } } : undefined)}
    >
      <Select
        label="Décision"
        nativeSelectProps={{
          value: choisie,
          onChange: (e) => {
            setChoisie(e.target.value);
            setSaisie(undefined);
          },
        }}
      >
        {lu.decisions.map(({ decision_id: id, court, rendered_on }) => (
          <option key={id} value={id}>
            {court}
            {rendered_on ? `, ${date(rendered_on)}` : ""}
          </option>
        ))}
        <option value={AJOUT}>Ajouter une décision attaquée</option>
      </Select>
      <Texte label="Juridiction" {...champ("court")} />
      <Texte label="Chambre ou section" {...champ("section")} />
      <Jour
        label="Rendue le"
        hintText="La date de la première décision attaquée fixe la loi applicable aux délais."
        valeur={mentions.rendered_on}
        changer={(rendered_on) => setSaisie({ ...mentions, rendered_on })}
      />
      <Select label="Nature" nativeSelectProps={{ value: mentions.nature, onChange: (e) => setSaisie({ ...mentions, nature: e.target.value }) }}>
        {["arret", "jugement", "ordonnance", "decision"].map((code) => (
          <option key={code} value={code}>
            {libelle(code)}
          </option>
        ))}
      </Select>
      <Texte label="Numéro de l’affaire" {...champ("case_number")} />
    </Cadre>
  );
}

function Substituer({ dossier: lu }: { dossier: Dossier }) {
  const constitues = lu.offices.filter(({ office_id }) => lu.parties.some(({ office_ids }) => office_ids.includes(office_id)));
  const [de, setDe] = useState(constitues[0]?.office_id ?? "");
  const [a, setA] = useState<Cabinet>();
  const [choisies, setChoisies] = useState<string[]>([]);
  const representees = lu.parties.filter(({ office_ids }) => office_ids.includes(de));
  return (
    <Cadre
      dossier={lu}
      quoi="substitution"
      empreinte={JSON.stringify([de, a?.office_id, choisies])}
      corps={() => (de && a ? { substitution: { de, a: a.office_id, parties: choisies } } : undefined)}
    >
      {constitues.length === 0 && <p className="greffe-vide">Aucun cabinet n’est constitué dans ce dossier.</p>}
      <Select label="Cabinet remplacé" nativeSelectProps={{ value: de, onChange: (e) => setDe(e.target.value) }}>
        {constitues.map(({ office_id: id, name }) => (
          <option key={id} value={id}>
            {name}
          </option>
        ))}
      </Select>
      <ChoixCabinet libelle="Cabinet qui lui succède" valeur={a} changer={setA} />
      <ChoixParties
        legende="Parties concernées"
        parties={representees}
        choisies={choisies}
        changer={setChoisies}
        aucune="Aucun choix : toutes celles que le cabinet représente."
      />
    </Cadre>
  );
}

function Lier({ dossier: lu }: { dossier: Dossier }) {
  const [autre, setAutre] = useState("");
  const [lien, setLien] = useState("connexe");
  return (
    <Cadre
      dossier={lu}
      quoi="lien"
      empreinte={JSON.stringify([autre, lien])}
      corps={() => (autre.trim() ? { lien: { dossier: autre.trim(), lien } } : undefined)}
    >
      <Texte label="Numéro de l’autre dossier" valeur={autre} changer={setAutre} />
      <Select label="Lien" nativeSelectProps={{ value: lien, onChange: (e) => setLien(e.target.value) }}>
        {Object.entries(LIENS).map(([code, nom]) => (
          <option key={code} value={code}>
            {nom}
          </option>
        ))}
      </Select>
    </Cadre>
  );
}

/** Acts that announce moyens: a mémoire, and what a défendeur forms in its turn (CPC 614, 1010). */
const ANNONCENT = ["memoire_depose", "pourvoi_incident_forme"];

/** One moyen a paragraph, as a mémoire announces them. */
const enMoyens = (texte: string) =>
  texte
    .split(/\n\s*\n/)
    .map((un) => un.trim())
    .filter(Boolean);

function ReleverMoyens({ dossier: lu }: { dossier: Dossier }) {
  const journal = useInfiniteQuery(actes(lu.dossier_id));
  useToutLire(journal, true);
  const { data: releves } = useQuery(moyens(lu.dossier_id));
  const memoires = (journal.data?.items ?? []).filter(({ kind, superseded_by }) => ANNONCENT.includes(kind) && !superseded_by);
  const [choisi, setChoisi] = useState("");
  const [saisis, setSaisis] = useState<string>();
  const memoire = choisi || (memoires[0]?.act_id ?? "");
  const releve = releves?.find((un) => un.memoire === memoire);
  const texte = saisis ?? releve?.moyens.join("\n\n") ?? "";
  const nommer = ({ corps, dates, kind }: (typeof memoires)[number]) => {
    const nature = typeof corps.nature === "string" ? motDuCode(kind, "nature", corps.nature) : undefined;
    return [nature ?? "Mémoire", dates.depose && `du ${dateActe(dates.depose)}`].filter(Boolean).join(" ");
  };
  return (
    <Cadre
      dossier={lu}
      quoi="moyens"
      empreinte={JSON.stringify([memoire, texte])}
      corps={() => (memoire && enMoyens(texte).length > 0 ? { moyens: { memoire, moyens: enMoyens(texte) } } : undefined)}
    >
      {journal.data && memoires.length === 0 && <p className="greffe-vide">Aucun mémoire n’est déposé dans ce dossier.</p>}
      <Select
        label="Mémoire ou pourvoi incident"
        nativeSelectProps={{
          value: memoire,
          onChange: (e) => {
            setChoisi(e.target.value);
            setSaisis(undefined);
          },
        }}
      >
        {memoires.map((un) => (
          <option key={un.act_id} value={un.act_id}>
            {nommer(un)}
          </option>
        ))}
      </Select>
      <Input
        textArea
        label="Moyens"
        hintText="Un paragraphe par moyen, une ligne vide entre deux. Ce relevé prend la place du précédent, qui reste au journal."
        nativeTextAreaProps={{ rows: 12, value: texte, onChange: (e) => setSaisis(e.target.value) }}
      />
    </Cadre>
  );
}

const FONCTIONS = ["greffe_central", "greffe_chambre", "magistrat_siege", "president", "avocat_general"];

function Sceller({ dossier: lu }: { dossier: Dossier }) {
  const [fonction, setFonction] = useState("greffe_central");
  const { data } = useQuery({ ...agents(fonction, undefined), enabled: !lu.sealed });
  const [nommes, setNommes] = useState<{ id: string; nom: string }[]>([]);
  return (
    <Cadre
      dossier={lu}
      quoi="scelle"
      empreinte={JSON.stringify(nommes)}
      corps={() => {
        if (lu.sealed) return { scelle: { scelle: false, agents: [] } };
        return nommes.length > 0 ? { scelle: { scelle: true, agents: nommes.map(({ id }) => id) } } : undefined;
      }}
    >
      {lu.sealed ? (
        <p>Le scellé sera levé : le dossier s’ouvrira à ceux que leurs fonctions y autorisent.</p>
      ) : (
        <>
          <p>
            Le dossier disparaîtra des listes, des recherches et des comptes de tous, sauf des personnes nommées ici. Nommez-vous si vous
            devez continuer à le tenir.
          </p>
          <Select label="Fonction" nativeSelectProps={{ value: fonction, onChange: (e) => setFonction(e.target.value) }}>
            {FONCTIONS.map((code) => (
              <option key={code} value={code}>
                {libelle(code)}
              </option>
            ))}
          </Select>
          <Select
            label="Personne qui continuera à le lire"
            nativeSelectProps={{
              value: "",
              onChange: (e) => {
                const agent = data?.items.find(({ agent_id }) => agent_id === e.target.value);
                if (agent && !nommes.some(({ id }) => id === agent.agent_id)) setNommes([...nommes, { id: agent.agent_id, nom: agent.display_name }]);
              },
            }}
          >
            <option value="">Choisir dans l’annuaire…</option>
            {data?.items.map(({ agent_id: id, display_name }) => (
              <option key={id} value={id}>
                {display_name}
              </option>
            ))}
          </Select>
          <ul className="fr-raw-list" aria-label="Personnes nommées">
            {nommes.map(({ id, nom }) => (
              <li key={id}>
                {nom}{" "}
                <Button size="small" priority="tertiary no outline" onClick={() => setNommes(nommes.filter((autre) => autre.id !== id))}>
                  Retirer<span className="fr-sr-only"> {nom}</span>
                </Button>
              </li>
            ))}
          </ul>
        </>
      )}
    </Cadre>
  );
}
