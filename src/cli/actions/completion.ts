/**
 * Completion scripts. Each asks the program itself what fits behind the words so far (`--get-yargs-completions`), so
 * that no list of commands can grow stale in a shell's start-up file. File names complete where nothing else does.
 */
export const COMPLETIONS = {
  bash: `# bw2wholesale completion for bash: source <(bw2wholesale completion bash)
_bw2wholesale() {
  local words=("\${COMP_WORDS[@]:0:COMP_CWORD+1}") line
  COMPREPLY=()
  while IFS= read -r line; do
    [[ "$line" == "\${COMP_WORDS[COMP_CWORD]}"* ]] && COMPREPLY+=("$line")
  done < <(bw2wholesale --get-yargs-completions "\${words[@]}" 2>/dev/null)
}
complete -o default -F _bw2wholesale bw2wholesale
`,
  zsh: `#compdef bw2wholesale
# bw2wholesale completion for zsh: source <(bw2wholesale completion zsh)
_bw2wholesale() {
  local -a found
  found=("\${(@f)$(SHELL=bash bw2wholesale --get-yargs-completions "\${words[@]:0:$CURRENT}" 2>/dev/null)}")
  if (( \${#found[@]} > 0 )) && [[ -n "\${found[1]}" ]]; then
    compadd -a found
  else
    _files
  fi
}
compdef _bw2wholesale bw2wholesale
`,
  fish: `# bw2wholesale completion for fish: bw2wholesale completion fish | source
function __bw2wholesale_complete
  set -lx SHELL bash
  bw2wholesale --get-yargs-completions (commandline -opc) (commandline -ct) 2>/dev/null
end
complete -c bw2wholesale -a '(__bw2wholesale_complete)'
`,
} as const;
