/**
 * The platform's tool names by class, including those of earlier versions and of its client, which old rows
 * contain.
 */
export const namesByClass = {
  shell:
    'Bash BashInit BashView BashList BashStop BashKill BashWriteToProcess shell shell_exec shell_run_command shell_init shell_view shell_list shell_wait shell_stop_command shell_kill_process shell_write_to_process code_interpreter execute_sql run_sql codex_execute codex_review codex_agent mcp_codex_execute mcp_codex_review mcp_codex-as-mcp_codex_execute mcp_codex-as-mcp_codex_review mcp_claude_code github',
  file: 'Read Write Edit MultiEdit LS apply_patch str_replace_based_edit_tool file_read file_write file_edit pdf_text_extract audio_transcribe upload_file',
  search: 'Grep Glob ASTGrep file_search',
  browser:
    'browser_use browser_click browser_close browser_console_messages browser_drag browser_evaluate browser_handle_dialog browser_hover browser_navigate browser_network_requests browser_press_key browser_select_option browser_snapshot browser_take_screenshot browser_type browser_wait_for browser_tab_close browser_tab_list browser_tab_new browser_tab_select browser_mouse_click_xy browser_mouse_drag_xy browser_mouse_move_xy browser_navigation browser_wait browser_view_interactive_elements browser_scroll_down browser_scroll_up browser_switch_tab browser_open_new_tab browser_get_select_options browser_select_dropdown_option browser_restart browser_enter_text browser_enter_multi_texts',
  project:
    'fullstack_project_init mobile_app_init restart_fullstack_servers restart_mobile_server get_server_status save_checkpoint register_port register_deployment static_deploy',
  agent:
    'Task Skill sub_agent sub_agent_researcher reviewer_agent design_document_agent a2a_agent mcp_tool sequential_thinking',
  web: 'web_search web_batch_search web_visit web_visit_compress image_search read_remote_image deep_research list_html_links',
  slide:
    'SlideWrite SlideEdit SlideGenerate slide_write slide_edit slide_apply_patch slide_deck_init slide_deck_complete presentation',
  media:
    'generate_image generate_video generate_storybook generate_manga concatenate_videos extract_frames generate_long_video_from_text generate_long_video_from_image generate_audio_response display_image',
  plan: 'submit_plan submit_plan_modification_suggestions TodoWrite TodoRead ask_user_select return_control_to_user complete',
  deliverable: 'send_user_files message_user message',
  credential:
    'get_database_connection get_openai_api_key add_user_env add_webdev_secrets ask_user_env save_env stripe_webhook_register submit_testflight',
} as const

/** A class of tools. */
export type ToolClass = keyof typeof namesByClass

const classes = new Map<string, ToolClass>(
  Object.entries(namesByClass).flatMap(([kind, names]) =>
    names.split(' ').map((name) => [name, kind as ToolClass] as const),
  ),
)

/** Returns the class of a tool; null for unknown names, such as those of a user's own MCP server. */
export const classifyTool = (name: string): ToolClass | null => classes.get(name) ?? null

/** Tool classes whose input and result are visible to all viewers of a public session. */
const shared: ReadonlySet<ToolClass | null> = new Set(['web', 'slide', 'media', 'plan', 'deliverable'])

/**
 * True if the tool's input and result are visible to other viewers than the owner. False for unknown names.
 */
export const isShared = (name: string): boolean => shared.has(classifyTool(name))

/** True if the tool makes media; its input names pictures by their addresses. */
export const isMediaTool = (name: string): boolean => classifyTool(name) === 'media'

/** True if the tool's input or result is a credential, which is hidden from the owner too. */
export const isCredentialTool = (name: string): boolean => classifyTool(name) === 'credential'
