//! Which file names what of which other: read from the text, with re-exports followed to
//! the file that defines a thing.

use std::collections::{BTreeMap, BTreeSet};

/// A library's source files by module path: `crate::app::state` is one of them.
pub struct Sources {
    modules: BTreeMap<String, Module>,
}

struct Module {
    file: String,
    /// Where `super` leads and child modules stand: the own path, for every file.
    words: Vec<String>,
    defined: BTreeSet<String>,
    /// What `use` brings in: its name here, its path, and whether others may have it.
    imports: Vec<Import>,
}

#[derive(Clone)]
struct Import {
    name: String,
    path: Vec<String>,
    is_public: bool,
}

/// From a file to those that it needs, each with the name that leads there.
pub type Graph = BTreeMap<String, BTreeMap<String, String>>;

impl Sources {
    /// Reads files, each a path from the source folder ("app/state/mod.rs") and its text.
    pub fn read(files: &[(String, String)]) -> Self {
        let modules = files.iter().map(|(file, text)| {
            let path = module_path(file);
            (path.clone(), Module::read(file, &path, text))
        });
        Self { modules: modules.collect() }
    }

    /// What each file needs of others. That a module declares or hands out its children is
    /// no need of it.
    ///
    /// In the layers below the worker a folder's `mod.rs` is its face: it may hold the words
    /// that its files share and call them, and what it hands out is the folder's. There an
    /// arrow counts where a path names a file. The worker, the page and what it knows have no
    /// such faces, so a re-export is followed to the file behind it.
    pub fn graph(&self) -> Graph {
        let mut graph = Graph::new();
        for (path, module) in &self.modules {
            let mut needs = BTreeMap::new();
            for named in self.named(path, module) {
                let file = self.file_of(&named, 0).filter(|file| *file != module.file);
                let is_arrow =
                    |file: &String| ![file, &module.file].into_iter().any(|end| is_face(end));
                if let Some(file) = file.filter(is_arrow) {
                    needs.entry(file).or_insert_with(|| named.join("::"));
                }
            }
            graph.insert(module.file.clone(), needs);
        }
        graph
    }

    /// All paths that a module names, from the root of the library.
    fn named(&self, path: &str, module: &Module) -> Vec<Vec<String>> {
        let own: Vec<String> = split(path);
        let mut named = Vec::new();
        for import in &module.imports {
            let hands_out = import.is_public && import.path.starts_with(&own);
            if import.name != "*" && !hands_out {
                named.push(import.path.clone());
            }
            if import.name == "*"
                && let Some(target) = self.modules.get(&import.path.join("::"))
            {
                let used = target.defined.iter().filter(|one| module.words.contains(one));
                named
                    .extend(used.map(|one| [&import.path[..], std::slice::from_ref(one)].concat()));
            }
            // What comes through a re-export of one's own is needed where it is used.
            if hands_out && module.words.contains(&import.name) {
                named.push(import.path.clone());
            }
        }
        for word in module.words.iter().filter(|word| word.contains("::")) {
            let parts = split(word);
            if let Some(path) = absolute(&parts, &own) {
                named.push(path);
            } else if let Some(import) = module.imports.iter().find(|one| one.name == parts[0]) {
                named.push([&import.path[..], &parts[1..]].concat());
            } else if self.modules.contains_key(&format!("{path}::{}", parts[0])) {
                named.push([&own[..], &parts[..]].concat());
            }
        }
        named
    }

    /// The file that defines what a path names; none for a module alone.
    fn file_of(&self, path: &[String], depth: usize) -> Option<String> {
        let end = (1..=path.len())
            .rev()
            .find(|end| self.modules.contains_key(&path[..*end].join("::")))?;
        let module = &self.modules[&path[..end].join("::")];
        let name = path.get(end)?;
        if module.defined.contains(name) || depth > 8 {
            return Some(module.file.clone());
        }
        if is_face(&module.file) && !module.has_through_glob(name) {
            return Some(module.file.clone());
        }
        for import in &module.imports {
            let through =
                |last: &[String]| self.file_of(&[&import.path[..], last].concat(), depth + 1);
            if import.name == *name {
                return through(&[]).or_else(|| through(&path[end + 1..]));
            }
            if import.name == "*"
                && self.modules.get(&import.path.join("::")).is_some_and(|one| one.has(name))
            {
                return through(std::slice::from_ref(name));
            }
        }
        None
    }
}

impl Module {
    fn read(file: &str, path: &str, text: &str) -> Self {
        let own = split(path);
        let code = without_comments_and_strings(text);
        let (mut imports, mut rest) = (Vec::new(), String::new());
        for statement in code.split_inclusive(';') {
            match statement.find("use ").filter(|at| is_use(statement, *at)) {
                Some(at) => {
                    rest.push_str(&statement[..at]);
                    let is_public = statement[..at].trim_end().ends_with(['b', ')']);
                    let tree = statement[at + 4..].trim_end_matches(';').trim();
                    for (path, name) in flattened(tree) {
                        let path =
                            absolute(&path, &own).unwrap_or_else(|| [&own[..], &path[..]].concat());
                        imports.push(Import { name, path, is_public });
                    }
                }
                None => rest.push_str(statement),
            }
        }
        let words = words(&rest);
        let mut defined = BTreeSet::new();
        for pair in words.windows(2) {
            let kinds = ["fn", "struct", "enum", "trait", "type", "const", "static", "union"];
            if kinds.contains(&pair[0].as_str()) && pair[1] != "fn" && pair[1] != "let" {
                defined.insert(pair[1].clone());
            }
        }
        Self { file: file.to_owned(), words, defined, imports }
    }

    fn has_through_glob(&self, name: &str) -> bool {
        self.imports.iter().any(|one| one.is_public && one.name == "*")
            && self.imports.iter().all(|one| one.name != name)
    }

    fn has(&self, name: &str) -> bool {
        self.defined.contains(name)
            || self.imports.iter().any(|one| one.is_public && one.name == name)
    }
}

/// Whether a file is the face of a folder below the worker.
fn is_face(file: &str) -> bool {
    let faceless = ["worker/", "workspace/", "app/"];
    file.ends_with("/mod.rs") && !faceless.iter().any(|layer| file.starts_with(layer))
}

fn is_use(statement: &str, at: usize) -> bool {
    let before = statement[..at].trim_end();
    before.is_empty() || before.ends_with([';', '}', '{', ']']) || before.ends_with("pub") || {
        before.ends_with(')') && before.rsplit("pub").next().is_some_and(|vis| vis.len() < 24)
    }
}

fn module_path(file: &str) -> String {
    let stem = file.trim_end_matches(".rs").trim_end_matches("/mod");
    let inner =
        if stem == "lib" { String::new() } else { format!("::{}", stem.replace('/', "::")) };
    format!("crate{inner}")
}

fn split(path: &str) -> Vec<String> {
    path.split("::").map(str::to_owned).collect()
}

/// A path that begins with `crate`, `self` or `super`, from the root.
fn absolute(path: &[String], own: &[String]) -> Option<Vec<String>> {
    match path.first()?.as_str() {
        "crate" => Some(path.to_vec()),
        "self" => Some([own, &path[1..]].concat()),
        "super" => {
            let up = path.iter().take_while(|part| *part == "super").count();
            Some([&own[..own.len().checked_sub(up)?], &path[up..]].concat())
        }
        _ => None,
    }
}

/// The paths of a tree of `use`, each with its name here.
fn flattened(tree: &str) -> Vec<(Vec<String>, String)> {
    let tree = tree.trim();
    let Some(open) = tree.find('{') else {
        let (path, name) = match tree.split_once(" as ") {
            Some((path, name)) => (split(path.trim()), name.trim().to_owned()),
            None => (split(tree), String::new()),
        };
        let (path, last) = match path.split_last() {
            Some((last, before)) if last == "self" || last == "*" => {
                (before.to_vec(), if last == "*" { "*".to_owned() } else { String::new() })
            }
            _ => (path, String::new()),
        };
        let name = [name, last, path.last().cloned().unwrap_or_default()]
            .into_iter()
            .find(|name| !name.is_empty());
        return vec![(path, name.unwrap_or_default())];
    };
    let head = tree[..open].trim().trim_end_matches("::");
    let inner = tree[open + 1..].trim_end().trim_end_matches('}');
    let (mut depth, mut start, mut all) = (0, 0, Vec::new());
    for (at, letter) in inner.char_indices().chain([(inner.len(), ',')]) {
        match letter {
            '{' => depth += 1,
            '}' => depth -= 1,
            ',' if depth == 0 => {
                let part = inner[start..at].trim();
                if !part.is_empty() {
                    let head = if head.is_empty() { String::new() } else { format!("{head}::") };
                    all.extend(flattened(&format!("{head}{part}")));
                }
                start = at + 1;
            }
            _ => {}
        }
    }
    all
}

/// Identifiers and paths, in their order.
fn words(code: &str) -> Vec<String> {
    let mut words = vec![String::new()];
    let mut letters = code.chars().peekable();
    while let Some(letter) = letters.next() {
        let word = words.last_mut().unwrap();
        if letter.is_alphanumeric() || letter == '_' {
            word.push(letter);
        } else if letter == ':' && letters.peek() == Some(&':') && !word.is_empty() {
            letters.next();
            word.push_str("::");
        } else if !word.is_empty() {
            // A type, not a definition.
            if letter == '(' && word == "fn" {
                word.push(letter);
            }
            words.push(String::new());
        }
    }
    words.retain(|word| !word.is_empty());
    words
}

fn without_comments_and_strings(text: &str) -> String {
    let (mut code, mut in_string) = (String::new(), false);
    for line in text.lines() {
        let mut letters = line.chars().peekable();
        while let Some(letter) = letters.next() {
            match letter {
                '\\' if in_string => {
                    letters.next();
                }
                '"' => in_string = !in_string,
                // A quotation mark as a character.
                '\'' if letters.peek() == Some(&'"') => {
                    letters.next();
                }
                // A lifetime is no word.
                '\'' if !in_string && letters.peek().is_some_and(|next| next.is_alphabetic()) => {
                    letters.next();
                    while letters.peek().is_some_and(|next| next.is_alphanumeric()) {
                        letters.next();
                    }
                }
                '/' if !in_string && letters.peek() == Some(&'/') => break,
                _ if !in_string => code.push(letter),
                _ => {}
            }
        }
        code.push('\n');
    }
    code
}
