import { type Endpoint, endpointNames, ownConnections } from '@/labs/kit/dss/connection';
import { dssNeeds, dssUses } from '@/labs/kit/dss/user';
import { lab } from './vocabulary';

/** The attendee's own connections to that kind of endpoint, read from their HTTP paths. */
export const fillConnection = (endpoint: Endpoint, name: 'clusterConnection' | 'warehouseConnection') =>
  lab.fill({
    label: 'Find my connection in DSS',
    needs: dssNeeds,
    uses: dssUses,
    async read(clouds, person) {
      const mine = await ownConnections(clouds, person, endpoint);
      const [only] = mine;
      if (!only) return { nothing: `You have no Databricks connection to a ${endpointNames[endpoint]} in DSS yet.` };
      if (mine.length === 1) return { values: { [name]: only }, note: `Found ${only}.` };
      const choices = mine.map((connection) => ({ value: connection, label: connection }));
      return { name, choices, note: 'You have created several. Which one is for this lab?' };
    },
  });
