#!/usr/bin/env python3
"""Works through docs/guide.md as its reader would: writes the files that its blocks show, runs its commands, and compares what they
print with what the guide says. TAP; with --update the guide is written anew with what is printed now.

    tests/guide.py [--update] GUIDE.md       in an empty folder, with the programs on PATH

A block of yaml or text begins with the name of its file, and says what becomes of it:
    # FILE                                  it is the file
    # FILE, at its end                      it is added
    # FILE, in place of "LINE"              it takes the place of that line
    # FILE, rule by rule                    each rule takes the place of the line that begins with its id; a new one comes behind
A block of console has commands behind "$ ", each with what it prints; "..." stands for any lines, within a line for any characters.
"""
import os
import re
import subprocess
import sys

ID = re.compile(r'^\s*- \{?id: ([\w-]+)')


def read_blocks(lines):
    """(language, first line, end) of each fenced block, without its fences."""
    start = language = None
    for n, line in enumerate(lines):
        fence = re.match(r'```(\w*)$', line)
        if not fence:
            continue
        if start is None:
            start, language = n + 1, fence.group(1)
        else:
            yield language, start, n
            start = None


def read_lines(path):
    with open(path, encoding='utf-8') as file:
        return file.read().splitlines()


def write_lines(path, lines, mode='w'):
    with open(path, mode, encoding='utf-8') as file:
        file.write('\n'.join(lines) + '\n')


def replace_rules(path, lines):
    """Puts each rule of LINES, a line that tells its id and those below it, in the place of the file's line of that id and indent;
    what the file does not have yet comes with the rule above."""
    content = read_lines(path)

    def places(line):
        begin = ID.match(line)
        return [n for n, own in enumerate(content) if begin and own.startswith((begin.group(0) + ',', begin.group(0) + '}'))]

    rules = []
    for line in lines:
        if places(line):
            rules.append([line])
        else:
            rules[-1].append(line)
    for rule in rules:
        at = places(rule[0])
        if len(at) != 1:
            sys.exit(f'{path}: {len(at)} lines begin as "{rule[0]}"')
        content[at[0]:at[0] + 1] = rule
    write_lines(path, content)


def write_file(lines):
    """What becomes of a block, by its first line."""
    path, how, line = re.match(r'# (\S+?)(?:, (at its end|rule by rule|in place of "(.+)"))?$', lines[0]).groups()
    os.makedirs(os.path.dirname(path) or '.', exist_ok=True)
    if how == 'rule by rule':
        replace_rules(path, lines[1:])
    elif line:
        content = read_lines(path)
        at = content.index(line)
        write_lines(path, content[:at] + lines[1:] + content[at + 1:])
    else:
        write_lines(path, lines[1:], 'a' if how else 'w')


def run(command):
    done = subprocess.run(['sh', '-c', command], stdout=subprocess.PIPE, stderr=subprocess.STDOUT, timeout=120, check=False)
    printed = done.stdout.decode('utf-8').rstrip('\n')
    return [line.rstrip() for line in printed.split('\n')] if printed else []


def fits_line(expected, printed):
    return re.fullmatch('.*'.join(re.escape(part) for part in expected.split('...')), printed) is not None


def fits(expected, printed):
    """Are the lines PRINTED those EXPECTED?"""
    if not expected:
        return not printed
    if expected[0] == '...':
        return any(fits(expected[1:], printed[n:]) for n in range(len(printed) + 1))
    return bool(printed) and fits_line(expected[0], printed[0]) and fits(expected[1:], printed[1:])


def shorten(expected, printed):
    """PRINTED with "..." where EXPECTED has it: what stood around it is looked for by its first words."""
    if '...' not in expected or fits(expected, printed):
        return expected if fits(expected, printed) else printed
    kept, at = [], 0
    for n, line in enumerate(expected):
        if line == '...':
            following = expected[n + 1][:24] if n + 1 < len(expected) else None
            while at < len(printed) and not (following and printed[at].startswith(following)):
                at += 1
            kept.append('...')
        elif at < len(printed):
            kept.append(printed[at])
            at += 1
    return kept


def commands_of(lines):
    """(command, what it prints) of a block of console."""
    some = []
    for line in lines:
        if line.startswith('$ '):
            some.append((line[2:], []))
        else:
            some[-1][1].append(line)
    return some


def main():
    update, path = sys.argv[1] == '--update', os.path.abspath(sys.argv[-1])
    lines = read_lines(path)
    written, last, count, failed = [], 0, 0, 0
    for language, start, end in read_blocks(lines):
        written += lines[last:start]
        last = start
        if language in ('yaml', 'text'):
            write_file(lines[start:end])
        if language != 'console':
            continue
        for command, expected in commands_of(lines[start:end]):
            printed = run(command)
            written += ['$ ' + command] + shorten(expected, printed)
            count += 1
            if fits(expected, printed):
                print(f'ok {count} - {command}')
                continue
            failed += 1
            print(f'not ok {count} - {command}')
            for line in ['the guide says:'] + expected + ['it prints:'] + printed:
                print('# ' + line)
        last = end
    print(f'1..{count}')
    if update:
        write_lines(path, written + lines[last:])
    return 1 if failed else 0


if __name__ == '__main__':
    sys.exit(main())
