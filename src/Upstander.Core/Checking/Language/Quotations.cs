namespace Upstander.Checking.Language;

/// <summary>Finds what stands in quotation marks.</summary>
internal static class Quotations
{
    /// <summary>
    /// The stretches of a block between quotation marks, marks included. Single quotes count where the first opens a word and the last
    /// closes one, so that an apostrophe is none.
    /// </summary>
    public static List<Stretch> In(string text)
    {
        var found = new List<Stretch>();
        if (!text.AsSpan().ContainsAny('"', '\''))
        {
            return found;
        }

        var open = -1;
        for (var i = 0; i < text.Length; i++)
        {
            if (text[i] == '"')
            {
                if (open >= 0)
                {
                    found.Add(new Stretch(open, i + 1 - open));
                    open = -1;
                }
                else
                {
                    open = i;
                }
            }
        }

        for (var i = 0; i < text.Length; i++)
        {
            if (text[i] != '\'' || !Opens(text, i) || found.Any(q => q.Start <= i && i < q.End))
            {
                continue;
            }

            for (var j = i + 2; j < text.Length && j - i < 300; j++)
            {
                if (text[j] == '\'' && Closes(text, j))
                {
                    found.Add(new Stretch(i, j + 1 - i));
                    i = j;
                    break;
                }
            }
        }

        return found;
    }

    private static bool Opens(string text, int at) =>
        (at == 0 || text[at - 1] is ' ' or '(' or '"' or '\u2014') && at + 1 < text.Length && char.IsLetterOrDigit(text[at + 1]);

    private static bool Closes(string text, int at) =>
        text[at - 1] != ' ' && (at + 1 == text.Length || !char.IsLetterOrDigit(text[at + 1]))

        // "the students' work" closes nothing: a plural's apostrophe has a word behind it.
        && !(text[at - 1] == 's' && at + 2 < text.Length && text[at + 1] == ' ' && char.IsLower(text[at + 2]) && text.IndexOf('\'', at + 1) > 0);
}
