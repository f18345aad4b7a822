using System.Buffers;
using System.Collections.Frozen;
using System.Globalization;
using System.Text;

namespace Upstander.Checking;

/// <summary>
/// How hard an English text is to read, as a grade of school in the United States. The formula is the Flesch-Kincaid grade level: J. P. Kincaid,
/// R. P. Fishburne, R. L. Rogers and B. S. Chissom, Derivation of new readability formulas for Navy enlisted personnel, Research Branch Report
/// 8-75, 1975. It counts words, sentences and syllables, and knows nothing of meaning. Below a hundred words its answer is chance, and in a list or
/// another language it means nothing.
/// </summary>
/// <remarks>
/// Syllables are counted by the letters: groups of vowels, without the silent ones, with those that stand side by side and are spoken apart. In the starter
/// curriculum, 3 words in 1000 come out otherwise than in the CMU Pronouncing Dictionary; names and rare words go wrong more often.
/// </remarks>
public static class Readability
{
    /// <summary>Texts with fewer words are not measured.</summary>
    public const int LeastWords = 100;

    /// <summary>The highest grade for letters to families.</summary>
    public const double OfFamilies = 6;

    /// <summary>The highest grade for facilitators.</summary>
    public const double OfFacilitators = 10;

    /// <summary>Words that the rules of spelling get wrong, and first parts of longer ones.</summary>
    private static readonly FrozenDictionary<string, int> Exceptions = new (int Syllables, string Words)[]
    {
        (2, "argue argues being business cafe cashier chaos client clients cruel diet evening evenings fluid frontier fuel hundred hundreds lion maybe naked ninety ok"),
        (2, "people peoples persuade persuades poem poems poet quiet ruin ruins ruined sacred safety science soldier soldiers subtly trial wednesday wicked"),
        (3, "area areas beloved businesses cruelty genuine idea ideas ideal influence influenced quietly quieter recipe sciences suicide theory whatever whenever wherever whoever proactive beforehand wiggly"),
        (4, "influences"),
    }.SelectMany(e => e.Words.Split(' ').Select(w => (Word: w, e.Syllables))).ToFrozenDictionary(p => p.Word, p => p.Syllables, StringComparer.Ordinal);

    /// <summary>First parts of compound words, with their own syllables: an e in the middle of these is silent.</summary>
    private static readonly ILookup<char, (string Part, int Syllables)> FirstParts = new (string Part, int Syllables)[]
    {
        ("every", 2), ("any", 2), ("some", 1), ("home", 1), ("there", 1), ("where", 1), ("here", 1), ("life", 1), ("time", 1), ("fire", 1), ("side", 1), ("frame", 1),
        ("safe", 1), ("care", 1), ("name", 1), ("face", 1), ("type", 1), ("note", 1), ("game", 1), ("base", 1), ("house", 1), ("space", 1), ("take", 1),
        ("make", 1), ("fore", 1), ("like", 1), ("one", 1), ("them", 1), ("grade", 1), ("stage", 1), ("voice", 1), ("white", 1),
    }.ToLookup(p => p.Part[0]);

    /// <summary>Endings before which a silent e stays silent.</summary>
    private static readonly string[] Endings = ["ly", "less", "ful", "ness", "ment", "ments", "self", "selves"];

    /// <summary>What joins the parts of a word.</summary>
    private static readonly SearchValues<char> Joints = SearchValues.Create("-.'");

    private static readonly SearchValues<char> Vowels = SearchValues.Create("aeiouy");

    /// <summary>Letters after which -es is spoken.</summary>
    private static readonly string[] Hissing = ["s", "x", "z", "c", "g", "ch", "sh"];

    /// <summary>The grade; 0 for no text.</summary>
    public static double Grade(int words, int sentences, int syllables) =>
        words == 0 || sentences == 0 ? 0 : (0.39 * words / sentences) + (11.8 * syllables / words) - 15.59;

    /// <summary>The highest grade for learners of a band.</summary>
    public static double CeilingOf(string band) => band switch
    {
        "k2" => 2.5,
        "g35" => 4.5,
        "g68" => 7,
        "g912" => 9,
        _ => 11,
    };

    /// <summary>The words of a text, without marks around them. A figure is a word; a word with a hyphen or an apostrophe is one.</summary>
    public static IEnumerable<string> Words(string text)
    {
        foreach (var piece in text.Split([' ', '\u2014', '/'], StringSplitOptions.RemoveEmptyEntries))
        {
            var (start, end) = (0, piece.Length);
            while (start < end && !char.IsLetterOrDigit(piece[start]))
            {
                start++;
            }

            while (end > start && !char.IsLetterOrDigit(piece[end - 1]))
            {
                end--;
            }

            if (end > start)
            {
                yield return piece[start..end];
            }
        }
    }

    /// <summary>The syllables of an English word, at least 1.</summary>
    public static int Syllables(string word)
    {
        var letters = Ascii.IsValid(word) ? word.ToLowerInvariant() : Plain(word);
        return Math.Max(1, letters.AsSpan().ContainsAny(Joints) ? letters.Split(['-', '.'], StringSplitOptions.RemoveEmptyEntries).Sum(OfPart) : OfWord(letters));
    }

    private static int OfPart(string part)
    {
        var apostrophe = part.IndexOf('\'', StringComparison.Ordinal);
        return apostrophe < 0 ? OfWord(part) : OfShortened(part[..apostrophe], part[(apostrophe + 1)..]);
    }

    /// <summary>A word with an apostrophe: didn't has two syllables, can't has one, and James's has one more than James.</summary>
    private static int OfShortened(string stem, string rest) => rest switch
    {
        "t" when stem is "can" or "don" or "won" or "aren" or "weren" => 1,
        "t" when stem.EndsWith('n') => OfWord(stem[..^1]) + (stem.Length > 1 && IsVowel(stem[^2]) && stem[^2] != 'e' ? 0 : 1),
        "s" when Hissing.Any(h => stem.EndsWith(h, StringComparison.Ordinal)) || stem.EndsWith("ce", StringComparison.Ordinal) || stem.EndsWith("ge", StringComparison.Ordinal) => OfWord(stem) + 1,
        "ll" when !IsVowel(stem.Length == 0 ? 'a' : stem[^1]) => OfWord(stem) + 1,
        "ve" or "d" when stem is "could" or "should" or "would" or "might" or "must" or "that" or "it" or "there" => OfWord(stem) + 1,
        "clock" => 2,
        _ => stem.Length == 0 ? OfWord(rest) : OfWord(stem),
    };

    private static int OfWord(string word)
    {
        if (word.Length == 0)
        {
            return 0;
        }

        if (char.IsAsciiDigit(word[0]))
        {
            return 1;
        }

        if (Exceptions.TryGetValue(word, out var known))
        {
            return known;
        }

        foreach (var (part, syllables) in FirstParts[word[0]])
        {
            if (word.Length > part.Length + 1 && word.StartsWith(part, StringComparison.Ordinal) && IsSecondPart(word.AsSpan(part.Length)))
            {
                return syllables + OfWord(word[part.Length..]);
            }
        }

        foreach (var ending in Endings)
        {
            if (word[^1] == ending[^1] && word.Length > ending.Length + 1 && word.EndsWith(ending, StringComparison.Ordinal) && word.AsSpan(0, word.Length - ending.Length).IndexOfAny(Vowels) >= 0)
            {
                return OfWord(word[..^ending.Length]) + 1;
            }
        }

        return Math.Max(1, Groups(word) + Apart(word) - Silent(word));
    }

    /// <summary>Whether what follows the first part of a compound is a word of its own, and no ending such as -s or -d.</summary>
    private static bool IsSecondPart(ReadOnlySpan<char> rest) =>
        rest is "one" or "ever" || (!IsVowel(rest[0]) && rest.IndexOfAny(Vowels) >= 0 && rest is not ("ry" or "rs" or "rn" or "ty" or "ly" or "red" or "ver" or "vers"));

    /// <summary>Groups of vowels. A y between two vowels or at the start is none.</summary>
    private static int Groups(string word)
    {
        var (count, inside) = (0, false);
        for (var i = 0; i < word.Length; i++)
        {
            var vowel = IsVowelAt(word, i);
            count += vowel && !inside ? 1 : 0;
            inside = vowel;
        }

        return count;
    }

    /// <summary>Vowels that stand side by side and are spoken apart.</summary>
    private static int Apart(string word)
    {
        var count = 0;
        for (var i = 0; i + 1 < word.Length; i++)
        {
            if (!IsVowelAt(word, i) || !IsVowelAt(word, i + 1))
            {
                continue;
            }

            var before = i > 0 ? word[i - 1] : ' ';
            var rest = word.AsSpan(i);
            var apart = (word[i], word[i + 1]) switch
            {
                (_, 'i') when rest[1..] is "ing" or "ings" => true,
                ('i', 'a') => (before is not ('t' or 'c' or 's' or 'g') || rest.StartsWith("iat")) && !rest.StartsWith("iage"),
                ('i', 'o') => before == 'r' || (before is not ('t' or 's' or 'c' or 'g' or 'l' or 'n' or 'x' or 'h') && !rest.StartsWith("ior")),
                ('i', 'u') => true,
                ('i', 'e') when rest is "ier" or "iest" or "iers" => Groups(word) > 1,
                ('i', 'e') when rest.StartsWith("iety") => true,
                ('i', 'e') when rest.StartsWith("ience") || rest.StartsWith("ient") => before is 'd' or 'r' or 'v',
                ('e', 'o') => before is not 'g' && !rest.StartsWith("eop"),
                ('e', 'a') => word.StartsWith("creat", StringComparison.Ordinal) && !word.StartsWith("creatu", StringComparison.Ordinal) || word.StartsWith("react", StringComparison.Ordinal) || word.StartsWith("theat", StringComparison.Ordinal),
                ('u', 'a') => before is not ('q' or 'g'),
                ('u', 'o') => before is not 'q' && !rest.StartsWith("uor") && !rest.StartsWith("uoy"),
                ('o', 'o') => word.StartsWith("cooper", StringComparison.Ordinal) || word.StartsWith("coord", StringComparison.Ordinal),
                ('y', 'i') => true,
                _ => false,
            };
            count += apart ? 1 : 0;
        }

        // Racism and rhythm: no vowel, but a syllable.
        return count + (word.EndsWith("ism", StringComparison.Ordinal) || word.EndsWith("isms", StringComparison.Ordinal) || word.EndsWith("asm", StringComparison.Ordinal) || word.EndsWith("thm", StringComparison.Ordinal) ? 1 : 0);
    }

    /// <summary>Vowels at the end that are written and not spoken.</summary>
    private static int Silent(string word)
    {
        if (word.EndsWith("que", StringComparison.Ordinal) || word.EndsWith("gue", StringComparison.Ordinal) || word.EndsWith("ques", StringComparison.Ordinal) || word.EndsWith("gues", StringComparison.Ordinal))
        {
            return 1;
        }

        var stem = word.EndsWith("es", StringComparison.Ordinal) || word.EndsWith("ed", StringComparison.Ordinal) ? word[..^2] : word.EndsWith('e') ? word[..^1] : "";
        if (stem.Length == 0 || IsVowelAt(word, stem.Length - 1))
        {
            return 0;
        }

        // Table, tables and settled keep it; while, called and curled do not.
        if (stem.EndsWith('l') && stem.Length > 1 && !IsVowel(stem[^2]) && stem[^2] is not ('l' or 'r'))
        {
            return 0;
        }

        var spoken = word.EndsWith("es", StringComparison.Ordinal) ? Hissing.Any(h => stem.EndsWith(h, StringComparison.Ordinal))
            : word.EndsWith("ed", StringComparison.Ordinal) && stem[^1] is 't' or 'd';
        return spoken ? 0 : 1;
    }

    private static bool IsVowelAt(string word, int at) =>
        word[at] == 'y'
            ? at + 1 >= word.Length || !IsVowel(word[at + 1]) || (at > 0 && !IsVowel(word[at - 1]))
            : IsVowel(word[at]);

    private static bool IsVowel(char c) => Vowels.Contains(c);

    /// <summary>In small letters without accents.</summary>
    private static string Plain(string word)
    {
        var plain = new StringBuilder(word.Length);
        foreach (var c in word.Normalize(NormalizationForm.FormD))
        {
            if (CharUnicodeInfo.GetUnicodeCategory(c) != UnicodeCategory.NonSpacingMark)
            {
                plain.Append(c is '\u2019' or '\u02BC' ? '\'' : char.ToLowerInvariant(c));
            }
        }

        return plain.ToString();
    }
}
