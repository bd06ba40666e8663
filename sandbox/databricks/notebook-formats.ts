import { z } from 'zod';
import type { Cell } from '../world/ml.ts';

const Jupyter = z.object({
  cells: z.array(
    z.object({ cell_type: z.string(), source: z.union([z.string(), z.array(z.string()).transform((lines) => lines.join(''))]) }),
  ),
});

const head = '# Databricks notebook source';
const marker = '# COMMAND ----------';

/** @returns the code of a notebook's cells; a sentence where it cannot be read; null for a format that is not simulated */
export function cellsOf(text: string, format: string): string[] | string | null {
  switch (format) {
    case 'SOURCE':
      return text
        .replace(/^# Databricks notebook source\r?\n/, '')
        .split(/\n*# COMMAND -+\n*/)
        .map((code) => code.trimEnd());
    case 'JUPYTER': {
      const notebook = Jupyter.safeParse(parsed(text));
      return notebook.success
        ? notebook.data.cells.filter((cell) => cell.cell_type === 'code').map((cell) => cell.source)
        : 'The content is not a Jupyter notebook.';
    }
    default:
      return null;
  }
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined; // refused by the schema
  }
}

/** @returns null for a format that is not simulated */
export function sourceOf(cells: Cell[], format: string): { text: string; fileType: string } | null {
  switch (format) {
    case 'SOURCE':
    case 'AUTO':
      return { text: `${head}\n${cells.map((cell) => cell.code).join(`\n\n${marker}\n\n`)}\n`, fileType: 'py' };
    case 'JUPYTER': {
      const notebook = {
        cells: cells.map(({ code, output }) => ({
          cell_type: 'code',
          execution_count: null,
          metadata: {},
          outputs: output ? [{ output_type: 'stream', name: 'stdout', text: output }] : [],
          source: code,
        })),
        metadata: { language_info: { name: 'python' } },
        nbformat: 4,
        nbformat_minor: 0,
      };
      return { text: JSON.stringify(notebook), fileType: 'ipynb' };
    }
    default:
      return null;
  }
}
