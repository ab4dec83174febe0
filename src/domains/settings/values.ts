import { openEnum } from '../../schema/open-enum.ts'

export const ModelProvider = openEnum('ModelProvider', 'The provider of a language model.', {
  OpenAI: 'OpenAI.',
  Anthropic: 'Anthropic.',
  Google: 'Google.',
  Cerebras: 'Cerebras.',
  Custom: 'A server of the user’s own.',
})

export const ModelConfigType = openEnum(
  'ModelConfigType',
  'Whether a model belongs to a user or is offered to everyone.',
  {
    user: 'The user who set it up, with a key of their own.',
    system: 'The system: offered to everyone.',
  },
)

export const McpToolType = openEnum('McpToolType', 'The purpose of an MCP setting.', {
  codex: 'The coding tool Codex.',
  claude_code: 'The coding tool Claude Code.',
  composio: 'A service reached through Composio.',
  other: 'Any other tool server.',
})

export const SkillSource = openEnum('SkillSource', 'Where a skill came from.', {
  builtin: 'The platform.',
  github: 'A repository on GitHub.',
  custom: 'The user wrote it.',
})
