import { useSimulation } from '../../store/simulation.ts'
import { simplifications } from './layout.ts'

/** What is simpler here than in a kernel. */
export function Simplified() {
  const config = useSimulation((state) => state.run?.config)
  if (!config) return null
  return (
    <details className="simplified">
      <summary>What is simplified here</summary>
      <ul>
        {simplifications(config).map((line) => (
          <li key={line}>{line}</li>
        ))}
      </ul>
    </details>
  )
}
