import { Select } from "@codegouvfr/react-dsfr/Select";
import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useNavigate, useSearch } from "@tanstack/react-router";
import { type FormEvent, useState } from "react";
import { inscrireAbsence, useCommande } from "../../api/commandes";
import { chambresTenues, peutTenirLeRegistre } from "../../api/droits";
import { magistrats, referentiel, session } from "../../api/requetes";
import type { AbsenceDeMagistrat, Magistrat, Session } from "../../api/types";
import { ErreurSection } from "../../app/erreurs";
import { AlerteErreur } from "../../composants/alerte-erreur";
import { chambresCherchables } from "../../composants/chambres";
import { annoncer } from "../../composants/annonces";
import { Attente } from "../../composants/attente";
import { Button } from "../../composants/bouton";
import { aujourdhui, date, pluriel } from "../../composants/formats";
import { donnerFoyer, occupe } from "../../composants/foyer";
import { Jour } from "../../composants/jour";
import { TitrePage } from "../../composants/titre-page";
import { ModifierFiche } from "./modifier-fiche";
import { enPourcent, FONCTIONS } from "./mots";

/** Who sits in a chamber on a day, and the time that goes: absences and discharges, without their motives. */
export function MagistratsPage() {
  const { data: ouverte } = useQuery(session);
  return (
    <>
      <TitrePage titre="Magistrats" />
      <p>Absences et décharges allègent la part de chacun dans les distributions. Le motif d’une absence n’est ni demandé, ni gardé.</p>
      {ouverte ? <Choix ouverte={ouverte} /> : <Attente quoi="la session" />}
    </>
  );
}

function Choix({ ouverte }: { ouverte: Session }) {
  const adresse = useSearch({ from: "/magistrats" });
  const naviguer = useNavigate({ from: "/magistrats" });
  const { data: ref } = useQuery(referentiel);
  const tenues = chambresTenues(ouverte);
  const chambres = (ref ? chambresCherchables(ref) : []).filter(({ code }) => !tenues || tenues.includes(code));
  const chambre = adresse.chambre ?? (tenues ? tenues[0] : "");
  const jour = adresse.jour ?? aujourdhui();
  const { data, error, refetch } = useQuery({ ...magistrats(chambre ?? "", jour), enabled: chambre !== undefined });
  const [choisi, setChoisi] = useState("");
  const magistrat = data?.items.find(({ agent_id }) => agent_id === choisi);
  // As the register stands today: what is of another day is read.
  const modifiables = peutTenirLeRegistre(ouverte) && jour === aujourdhui();
  const fermer = (agent_id: string) => {
    setChoisi("");
    donnerFoyer(document.getElementById(`modifier-${agent_id}`));
  };
  if (chambre === undefined) return <p className="greffe-vide">Vos fonctions ne vous donnent pas à tenir les absences d’une chambre.</p>;
  return (
    <>
      <div className="greffe-filtres" role="search" aria-label="Chambre et jour">
        <Select label="Chambre" nativeSelectProps={{ value: chambre, onChange: (e) => void naviguer({ search: { ...adresse, chambre: e.target.value } }) }}>
          {!tenues && <option value="">Toutes</option>}
          {tenues?.includes("") && <option value="">Parquet général</option>}
          {chambres.map(({ code, label }) => (
            <option key={code} value={code}>
              {label}
            </option>
          ))}
        </Select>
        <Jour label="Tels que connus le" valeur={jour} changer={(valeur) => void naviguer({ search: { ...adresse, chambre, jour: valeur || undefined } })} />
      </div>
      {error && !data ? (
        <ErreurSection quoi="Les magistrats" cause={error} reessayer={() => void refetch()} />
      ) : !data ? (
        <Attente quoi="les magistrats" />
      ) : data.items.length === 0 ? (
        <p className="greffe-vide">Aucun magistrat n’est inscrit à cette chambre.</p>
      ) : (
        <>
          <Tableau magistrats={data.items} modifier={modifiables ? setChoisi : undefined} />
          {magistrat && modifiables && (
            <ModifierFiche key={`${magistrat.agent_id} ${magistrat.version}`} magistrat={magistrat} fermer={() => fermer(magistrat.agent_id)} />
          )}
          <Saisie magistrats={data.items} />
        </>
      )}
    </>
  );
}

interface PropsTableau {
  magistrats: Magistrat[];
  /** For those who keep the register. */
  modifier?: (agent_id: string) => void;
}

function Tableau({ magistrats: lus, modifier }: PropsTableau) {
  return (
    <div className="greffe-table">
      <table>
        <caption>{pluriel(lus.length, "magistrat")}</caption>
        <thead>
          <tr>
            <th scope="col">Magistrat</th>
            <th scope="col">Fonction</th>
            <th scope="col">Section</th>
            <th scope="col">Temps de travail</th>
            <th scope="col">Spécialités</th>
            <th scope="col">Absences et décharges</th>
          </tr>
        </thead>
        <tbody>
          {lus.map((magistrat) => (
            <tr key={magistrat.agent_id} data-ligne={magistrat.agent_id}>
              <th scope="row">
                {magistrat.display_name}
                {modifier && (
                  <Button
                    id={`modifier-${magistrat.agent_id}`}
                    size="small"
                    priority="tertiary no outline"
                    nativeButtonProps={{ type: "button" }}
                    onClick={() => modifier(magistrat.agent_id)}
                  >
                    Modifier<span className="fr-sr-only"> la fiche de {magistrat.display_name}</span>
                  </Button>
                )}
              </th>
              <td>{FONCTIONS[magistrat.fonction] ?? "Fonction inconnue"}</td>
              <td>{magistrat.section ?? "—"}</td>
              <td className="greffe-nombre">{enPourcent(magistrat.part_time)}</td>
              <td>{magistrat.specialities.join(", ") || "—"}</td>
              <td>
                {magistrat.absences.length === 0 && "—"}
                {magistrat.absences.map((absence) => (
                  <Absence key={absence.absence_id} absence={absence} nom={magistrat.display_name} />
                ))}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

const enMots = ({ from, to, part }: AbsenceDeMagistrat) =>
  `${part === 1000 ? "Absence" : `Décharge de ${enPourcent(part)}`} ${to ? `du ${date(from ?? to)} au ${date(to)}` : `depuis le ${date(from ?? "")}`}`;

function Absence({ absence, nom }: { absence: AbsenceDeMagistrat; nom: string }) {
  const client = useQueryClient();
  const retrait = useCommande(
    (absence_id: string, cle) => inscrireAbsence({ absence_id }, cle),
    () => {
      annoncer("L’absence est retirée.");
      void client.invalidateQueries({ queryKey: ["magistrats"] });
    },
  );
  return (
    <div data-absence={absence.absence_id}>
      {enMots(absence)}{" "}
      <Button size="small" priority="tertiary no outline" nativeButtonProps={occupe(retrait.enCours)} onClick={() => void retrait.envoyer(absence.absence_id)}>
        Retirer
        <span className="fr-sr-only">
          {" "}
          de {nom}, {enMots(absence)}
        </span>
      </Button>
      <AlerteErreur erreur={retrait.erreur} />
    </div>
  );
}

function Saisie({ magistrats: lus }: { magistrats: Magistrat[] }) {
  const client = useQueryClient();
  const [qui, setQui] = useState("");
  const [du, setDu] = useState("");
  const [au, setAu] = useState("");
  const [part, setPart] = useState("1000");
  const [verifie, setVerifie] = useState(false);
  const commande = useCommande(inscrireAbsence, () => {
    annoncer("L’absence est inscrite.");
    setQui("");
    setDu("");
    setAu("");
    setVerifie(false);
    void client.invalidateQueries({ queryKey: ["magistrats"] });
  });
  const soumettre = (envoi: FormEvent) => {
    envoi.preventDefault();
    setVerifie(true);
    if (qui && du) void commande.envoyer({ agent_id: qui, from: du, part: Number(part), ...(au ? { to: au } : {}) });
  };
  return (
    <form className="greffe-formulaire" noValidate onSubmit={soumettre} aria-labelledby="titre-absence">
      <h2 id="titre-absence" className="fr-h5">
        Inscrire une absence ou une décharge
      </h2>
      <AlerteErreur erreur={commande.erreur} />
      <Select
        label="Magistrat"
        state={verifie && !qui ? "error" : "default"}
        stateRelatedMessage="Choisissez dans la liste."
        nativeSelectProps={{ value: qui, onChange: (e) => setQui(e.target.value) }}
      >
        <option value="">Choisir…</option>
        {lus.map(({ agent_id, display_name }) => (
          <option key={agent_id} value={agent_id}>
            {display_name}
          </option>
        ))}
      </Select>
      <Select label="Part du temps" nativeSelectProps={{ value: part, onChange: (e) => setPart(e.target.value) }}>
        <option value="1000">Absence</option>
        {[750, 500, 250, 200, 100].map((milliemes) => (
          <option key={milliemes} value={milliemes}>
            Décharge de {enPourcent(milliemes)}
          </option>
        ))}
      </Select>
      <Jour label="Premier jour" valeur={du} changer={setDu} erreur={verifie && !du ? "Indiquez le premier jour." : undefined} />
      <Jour label="Dernier jour" hintText="Vide tant qu’il n’est pas connu." valeur={au} changer={setAu} />
      <Button type="submit" nativeButtonProps={occupe(commande.enCours)}>
        {commande.enCours ? "Envoi…" : "Inscrire"}
      </Button>
    </form>
  );
}
