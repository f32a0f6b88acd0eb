import { useQueries, useQueryClient } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { type FormEvent, useRef, useState } from "react";
import { enregistrerActe, useRafraichir } from "../../api/commandes";
import { peutProposerActe } from "../../api/droits";
import { enregistrerEnSerie, garderSuivi, lireSuivi } from "../../api/en-serie";
import { dossier } from "../../api/requetes";
import type { Audience, Dossier } from "../../api/types";
import { annoncer } from "../../composants/annonces";
import { Button } from "../../composants/bouton";
import { INSECABLE, pluriel } from "../../composants/formats";
import { occupe } from "../../composants/foyer";
import { Jour } from "../../composants/jour";
import { acteDeDelibere, DELIBERE } from "./delibere";

type Entree = Audience["entries"][number];

/** What the audience leads to: the deliberation of each dossier, opened here in all those chosen, in each by its own act. */
export function MettreEnDelibere({ audience }: { audience: Audience }) {
  const { audience_id, sitting } = audience.summary;
  const inscrits = audience.entries.filter(({ standing }) => standing === "inscrite");
  const lus = useQueries({ queries: inscrits.map(({ dossier_id }) => dossier(dossier_id)) });
  const client = useQueryClient();
  const rafraichir = useRafraichir();
  const serie = `delibere:${audience_id}`;
  const [suivi, setSuivi] = useState(() => lireSuivi(serie));
  // Version of the journal that each act made: told until the dossier is read as it stands since, whose own word then counts.
  const [ouverts, setOuverts] = useState<Record<string, number>>({});
  const [ecartes, setEcartes] = useState<string[]>([]);
  const [refus, setRefus] = useState<Record<string, string>>({});
  const [jour, setJour] = useState("");
  const [manque, setManque] = useState("");
  const [avance, setAvance] = useState<{ rang: number; sur: number }>();
  const arret = useRef(false);

  const lignes = inscrits.map((entree, rang) => {
    const lu = lus[rang]?.data;
    const ouvert = ouverts[entree.dossier_id];
    const fait = ouvert !== undefined && (lu === undefined || lu.version < ouvert);
    const offert = !fait && lu !== undefined && lu.possible_acts.includes(DELIBERE) && peutProposerActe(lu, DELIBERE, "acte_de_la_cour");
    return { entree, lu, fait, offert, illisible: Boolean(lus[rang]?.error) };
  });
  const offertes = lignes.filter(({ offert }) => offert);
  const retenues = offertes.filter(({ entree }) => !ecartes.includes(entree.dossier_id));

  const lancer = async (envoi: FormEvent) => {
    envoi.preventDefault();
    if (avance) return;
    const faute = !jour ? "Indiquez le jour du prononcé." : jour < sitting.day ? "Le prononcé ne précède pas l’audience." : "";
    setManque(faute);
    if (faute || retenues.length === 0) return;
    let [rang, manques] = [0, 0];
    arret.current = false;
    setRefus({});
    setAvance({ rang, sur: retenues.length });
    // Another day is another act: it has a key of its own.
    const lot = retenues.map(({ entree: { dossier_id }, lu }) => ({ cle: `${dossier_id} ${jour}`, dossier_id, commun: enTete(lu) }));
    // Those that the journal offers again are done again: only what was sent and not answered is taken up.
    await enregistrerEnSerie(lot, () => acteDeDelibere(sitting.day, jour), { ...suivi, faits: [] }, {
      version: async (id) => (await client.fetchQuery({ ...dossier(id), staleTime: 0 })).version,
      enregistrer: async (id, version, acte, cle) => {
        const enregistre = await enregistrerActe(id, version, acte, cle, lot.find(({ dossier_id }) => dossier_id === id)?.commun);
        setOuverts((avant) => ({ ...avant, [id]: enregistre.version }));
      },
      nouvelleCle: () => crypto.randomUUID(),
      garder: (garde) => {
        garderSuivi(serie, garde);
        setSuivi(garde);
      },
      avance: ({ dossier_id }, erreur) => {
        rang += 1;
        if (erreur) {
          manques += 1;
          setRefus((avant) => ({ ...avant, [dossier_id]: erreur.message }));
        } else {
          rafraichir(dossier_id);
        }
        setAvance({ rang, sur: lot.length });
      },
      arreter: () => arret.current,
    });
    setAvance(undefined);
    annoncer(`${pluriel(rang - manques, "délibéré ouvert", "délibérés ouverts")}, ${pluriel(manques, "refus", "refus")}.`);
  };
  const basculer = (id: string) => setEcartes((avant) => (avant.includes(id) ? avant.filter((un) => un !== id) : [...avant, id]));

  if (inscrits.length === 0) return null;
  return (
    <form noValidate aria-label="Mettre en délibéré" onSubmit={(envoi) => void lancer(envoi)}>
      <div className="greffe-table">
        <table>
          <caption>{pluriel(inscrits.length, "dossier appelé", "dossiers appelés")}</caption>
          <thead>
            <tr>
              <th scope="col">Dossier</th>
              <th scope="col">Délibéré</th>
            </tr>
          </thead>
          <tbody>
            {lignes.map(({ entree, lu, fait, offert, illisible }) => (
              <tr key={entree.dossier_id} data-appele={entree.dossier_id}>
                <th scope="row">
                  {offert && (
                    <label className="greffe-choix">
                      <input
                        type="checkbox"
                        checked={!ecartes.includes(entree.dossier_id)}
                        disabled={Boolean(avance)}
                        onChange={() => basculer(entree.dossier_id)}
                      />{" "}
                      <span className="fr-sr-only">Mettre en délibéré le dossier {entree.number}</span>
                    </label>
                  )}
                  <Link to="/dossiers/$id" params={{ id: entree.dossier_id }}>
                    {entree.number}
                  </Link>
                </th>
                <td>
                  <Etat entree={entree} lu={lu} fait={fait} offert={offert} illisible={illisible} refus={refus[entree.dossier_id]} />
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      {offertes.length > 0 && (
        <>
          <Jour label="Jour du prononcé" valeur={jour} changer={setJour} erreur={manque || undefined} />
          <div className="greffe-actions fr-mb-3w">
            <Button type="submit" disabled={retenues.length === 0} nativeButtonProps={occupe(Boolean(avance))}>
              {avance ? "Envoi…" : `Mettre en délibéré ${pluriel(retenues.length, "dossier")}`}
            </Button>
            {avance && (
              <>
                <progress value={avance.rang} max={avance.sur} aria-label="Mise en délibéré des dossiers choisis" />
                <span className="greffe-mention">
                  {avance.rang} sur {avance.sur}
                </span>
                <Button priority="secondary" nativeButtonProps={{ type: "button" }} onClick={() => (arret.current = true)}>
                  Suspendre
                </Button>
              </>
            )}
          </div>
        </>
      )}
    </form>
  );
}

/** What the Court does in a series, it does in all of it. */
const enTete = (lu: Dossier | undefined) => lu?.group?.head_id === lu?.dossier_id && (lu?.group?.members.length ?? 0) > 0;

interface PropsEtat {
  entree: Entree;
  lu: Dossier | undefined;
  fait: boolean;
  offert: boolean;
  illisible: boolean;
  refus: string | undefined;
}

function Etat({ entree, lu, fait, offert, illisible, refus }: PropsEtat) {
  if (fait) return <span className="greffe-recu">Délibéré ouvert</span>;
  if (illisible && !lu) return "Ce dossier ne peut pas être lu.";
  if (!lu) return "Lecture…";
  if (!offert) return lu.stage_label;
  return (
    <>
      {refus && (
        <span className="fr-error-text fr-mt-0 fr-mb-1v">
          Refus{INSECABLE}: {refus}
        </span>
      )}
      <Link to="/dossiers/$id/acte" params={{ id: entree.dossier_id }} search={{ type: DELIBERE }}>
        Remplir l’acte<span className="fr-sr-only"> du dossier {entree.number}</span>
      </Link>
    </>
  );
}
