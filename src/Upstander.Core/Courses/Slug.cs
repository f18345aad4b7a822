using System.Globalization;
using System.Text;

namespace Upstander.Courses;

/// <summary>Makes an id out of words.</summary>
public static class Slug
{
    /// <summary>Lower-case letters, digits and single hyphens, accents folded away; <paramref name="otherwise"/> when nothing is left of the words.</summary>
    public static string Of(string words, string otherwise)
    {
        var slug = new StringBuilder(words.Length);
        foreach (var c in words.Normalize(NormalizationForm.FormD))
        {
            if (char.IsAsciiLetterOrDigit(c))
            {
                slug.Append(char.ToLowerInvariant(c));
            }
            else if (CharUnicodeInfo.GetUnicodeCategory(c) != UnicodeCategory.NonSpacingMark && slug.Length > 0 && slug[^1] != '-')
            {
                slug.Append('-');
            }
        }

        var text = slug.ToString().Trim('-');
        return text.Length == 0 ? otherwise : text.Length <= 60 ? text : text[..60].TrimEnd('-');
    }
}
