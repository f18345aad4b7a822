using System.Collections.Frozen;

namespace Upstander.Checking.Language;

/// <summary>English forms of verbs and nouns, British and American, so that a rule names a word once.</summary>
public static class Inflection
{
    private const string Irregular = """
        be is being was been|bear bears bearing bore borne|beat beats beating beat beaten|become becomes becoming became become|begin begins beginning began begun
        bend bends bending bent bent|bet bets betting bet bet|bind binds binding bound bound|bite bites biting bit bitten|bleed bleeds bleeding bled bled
        blow blows blowing blew blown|break breaks breaking broke broken|breed breeds breeding bred bred|bring brings bringing brought brought|build builds building built built
        burn burns burning burned burned|buy buys buying bought bought|cast casts casting cast cast|catch catches catching caught caught|choose chooses choosing chose chosen
        cling clings clinging clung clung|come comes coming came come|cost costs costing cost cost|creep creeps creeping crept crept|cut cuts cutting cut cut
        deal deals dealing dealt dealt|dig digs digging dug dug|do does doing did done|draw draws drawing drew drawn|dream dreams dreaming dreamed dreamed
        drink drinks drinking drank drunk|drive drives driving drove driven|eat eats eating ate eaten|fall falls falling fell fallen|feed feeds feeding fed fed
        feel feels feeling felt felt|fight fights fighting fought fought|find finds finding found found|flee flees fleeing fled fled|fling flings flinging flung flung
        fly flies flying flew flown|forbid forbids forbidding forbade forbidden|forget forgets forgetting forgot forgotten|forgive forgives forgiving forgave forgiven
        freeze freezes freezing froze frozen|get gets getting got gotten|give gives giving gave given|go goes going went gone|grind grinds grinding ground ground
        grow grows growing grew grown|hang hangs hanging hung hung|have has having had had|hear hears hearing heard heard|hide hides hiding hid hidden|hit hits hitting hit hit
        hold holds holding held held|hurt hurts hurting hurt hurt|keep keeps keeping kept kept|kneel kneels kneeling knelt knelt|know knows knowing knew known
        lay lays laying laid laid|lead leads leading led led|lean leans leaning leaned leaned|leap leaps leaping leapt leapt|learn learns learning learned learned
        leave leaves leaving left left|lend lends lending lent lent|let lets letting let let|lie lies lying lay lain|light lights lighting lit lit|lose loses losing lost lost
        make makes making made made|mean means meaning meant meant|meet meets meeting met met|mislead misleads misleading misled misled|pay pays paying paid paid
        prove proves proving proved proven|put puts putting put put|quit quits quitting quit quit|read reads reading read read|ride rides riding rode ridden
        ring rings ringing rang rung|rise rises rising rose risen|run runs running ran run|say says saying said said|see sees seeing saw seen|seek seeks seeking sought sought
        sell sells selling sold sold|send sends sending sent sent|set sets setting set set|shake shakes shaking shook shaken|shed sheds shedding shed shed
        shine shines shining shone shone|shoot shoots shooting shot shot|show shows showing showed shown|shut shuts shutting shut shut|sing sings singing sang sung
        sit sits sitting sat sat|sleep sleeps sleeping slept slept|slide slides sliding slid slid|sling slings slinging slung slung|slip slips slipping slipped slipped
        sneak sneaks sneaking snuck snuck|speak speaks speaking spoke spoken|speed speeds speeding sped sped|spend spends spending spent spent|spill spills spilling spilled spilled
        spit spits spitting spat spat|split splits splitting split split|spread spreads spreading spread spread|spring springs springing sprang sprung
        stand stands standing stood stood|steal steals stealing stole stolen|stick sticks sticking stuck stuck|sting stings stinging stung stung|strike strikes striking struck struck
        string strings stringing strung strung|strive strives striving strove striven|swear swears swearing swore sworn|sweep sweeps sweeping swept swept
        swim swims swimming swam swum|swing swings swinging swung swung|take takes taking took taken|teach teaches teaching taught taught|tear tears tearing tore torn
        tell tells telling told told|think thinks thinking thought thought|throw throws throwing threw thrown|understand understands understanding understood understood
        undergo undergoes undergoing underwent undergone|undo undoes undoing undid undone|upset upsets upsetting upset upset|wake wakes waking woke woken|wear wears wearing wore worn
        weep weeps weeping wept wept|win wins winning won won|wind winds winding wound wound|withdraw withdraws withdrawing withdrew withdrawn
        withhold withholds withholding withheld withheld|withstand withstands withstanding withstood withstood|write writes writing wrote written|overcome overcomes overcoming overcame overcome
        """;

    /// <summary>Verbs of two syllables whose last consonant is doubled, and those that British spelling doubles.</summary>
    private static readonly FrozenSet<string> Doubling = new[]
    {
        "admit", "commit", "permit", "submit", "omit", "refer", "prefer", "occur", "regret", "control", "compel", "expel", "rebel", "patrol", "forget", "begin", "upset",
        "travel", "label", "signal", "counsel", "cancel", "model", "kidnap", "worship", "handicap", "program", "equip", "transfer", "deter", "incur", "abet",
    }.ToFrozenSet(StringComparer.Ordinal);

    /// <summary>American spelling leaves their last consonant single.</summary>
    private static readonly FrozenSet<string> BritishDoubling = new[] { "travel", "label", "signal", "counsel", "cancel", "model", "kidnap", "worship", "program" }.ToFrozenSet(StringComparer.Ordinal);

    private static readonly FrozenDictionary<string, string[]> IrregularVerbs = Irregular
        .Split(['|', '\n'], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)
        .Select(v => v.Split(' '))
        .ToFrozenDictionary(v => v[0], StringComparer.Ordinal);

    private static readonly FrozenDictionary<string, string> IrregularNouns = new Dictionary<string, string>(StringComparer.Ordinal)
    {
        ["man"] = "men",
        ["woman"] = "women",
        ["child"] = "children",
        ["person"] = "people",
        ["wife"] = "wives",
        ["life"] = "lives",
        ["self"] = "selves",
        ["foot"] = "feet",
        ["tooth"] = "teeth",
        ["half"] = "halves",
        ["knife"] = "knives",
        ["thief"] = "thieves",
        ["wolf"] = "wolves",
        ["crisis"] = "crises",
        ["gentleman"] = "gentlemen",
        ["schoolchild"] = "schoolchildren",
        ["grandchild"] = "grandchildren",
        ["businesswoman"] = "businesswomen",
        ["policeman"] = "policemen",
        ["fireman"] = "firemen",
    }.ToFrozenDictionary(StringComparer.Ordinal);

    /// <summary>The names of forms, as patterns write them.</summary>
    public static IReadOnlyList<string> Forms { get; } = ["base", "s", "ing", "past", "pp", "one", "many"];

    /// <summary>A form of a verb: base, s, ing, past or pp. Of a phrase, its first word is inflected. Both spellings where there are two.</summary>
    public static IEnumerable<string> Verb(string phrase, string form)
    {
        var blank = phrase.IndexOf(' ');
        var verb = blank < 0 ? phrase : phrase[..blank];
        var rest = blank < 0 ? "" : phrase[blank..];
        return VerbForms(verb, form).Concat(Respelt(verb) is { } other ? VerbForms(other, form) : []).Distinct().Select(f => f + rest);
    }

    /// <summary>A form of a noun: one or many. Of a phrase, its last word is inflected.</summary>
    public static string Noun(string phrase, string form)
    {
        if (form == "one")
        {
            return phrase;
        }

        var cut = phrase.LastIndexOfAny([' ', '-']) + 1;
        return phrase[..cut] + Plural(phrase[cut..]);
    }

    private static string? Respelt(string verb) =>
        verb.EndsWith("ize", StringComparison.Ordinal) && verb.Length > 5 ? verb[..^3] + "ise"
        : verb.EndsWith("yze", StringComparison.Ordinal) ? verb[..^3] + "yse"
        : null;

    private static IEnumerable<string> VerbForms(string verb, string form)
    {
        if (IrregularVerbs.TryGetValue(verb, out var forms))
        {
            return form switch
            {
                "base" => [verb],
                "s" => [forms[1]],
                "ing" => [forms[2]],
                "past" => verb == "be" ? ["was", "were"] : Both(verb, forms[3]),
                _ => verb == "get" ? ["got", "gotten"] : Both(verb, forms[4]),
            };
        }

        return form switch
        {
            "base" => [verb],
            "s" => [Plural(verb)],
            "ing" => Stems(verb).Select(s => s + "ing"),
            _ => Stems(verb, forPast: true).Select(s => s.EndsWith('e') ? s + "d" : s + "ed"),
        };
    }

    // burned and burnt, learned and learnt: both are right.
    private static string[] Both(string verb, string form) => verb switch
    {
        "burn" or "dream" or "lean" or "learn" or "spill" => [form, form[..^2] + "t"],
        "sneak" => ["sneaked", "snuck"],
        _ => [form],
    };

    private static IEnumerable<string> Stems(string verb, bool forPast = false)
    {
        var last = verb[^1];
        if (verb.EndsWith("ie", StringComparison.Ordinal) && !forPast)
        {
            return [verb[..^2] + "y"];
        }

        if (last == 'e')
        {
            return [forPast ? verb : verb.EndsWith("ee", StringComparison.Ordinal) || verb.EndsWith("oe", StringComparison.Ordinal) || verb.EndsWith("ye", StringComparison.Ordinal) ? verb : verb[..^1]];
        }

        if (last == 'y' && forPast && verb.Length > 1 && !IsVowel(verb[^2]))
        {
            return [verb[..^1] + "i"];
        }

        if (last == 'c')
        {
            return [verb + "k"];
        }

        if (Doubles(verb))
        {
            return BritishDoubling.Contains(verb) ? [verb + last, verb] : [verb + last];
        }

        return [verb];
    }

    private static bool Doubles(string verb)
    {
        if (Doubling.Contains(verb))
        {
            return true;
        }

        // One syllable that ends in one vowel and one consonant: grab, stop, rob.
        return verb.Length >= 3
            && !IsVowel(verb[^1]) && verb[^1] is not ('w' or 'x' or 'y')
            && IsVowel(verb[^2])
            && !IsVowel(verb[^3])
            && !verb[..^2].Any(IsVowel);
    }

    private static string Plural(string word)
    {
        if (IrregularNouns.TryGetValue(word, out var plural))
        {
            return plural;
        }

        if (word.Length == 0)
        {
            return word;
        }

        if (word[^1] == 'y' && word.Length > 1 && !IsVowel(word[^2]))
        {
            return word[..^1] + "ies";
        }

        return word[^1] is 's' or 'x' or 'z' || word.EndsWith("ch", StringComparison.Ordinal) || word.EndsWith("sh", StringComparison.Ordinal) ? word + "es" : word + "s";
    }

    private static bool IsVowel(char c) => c is 'a' or 'e' or 'i' or 'o' or 'u';
}
