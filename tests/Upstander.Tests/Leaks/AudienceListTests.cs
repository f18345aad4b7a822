using Upstander.Binding;

namespace Upstander.Tests.Leaks;

/// <summary>
/// Who may see what is decided twice on purpose: in the declaration of each field, and in the two lists beside this test.
/// Whoever widens the audience of a field has to say so here too, where a reviewer sees it.
/// </summary>
public sealed class AudienceListTests
{
    [Fact]
    public void Learners_see_exactly_the_fields_of_the_list() => Compare("learner.txt", Audience.Learner);

    [Fact]
    public void Families_see_exactly_the_fields_of_the_list() => Compare("family.txt", Audience.Family);

    [Fact]
    public void Facilitators_see_every_field() =>
        Assert.DoesNotContain(Shapes.All(), s => (s.Audience & Audience.Facilitator) == 0);

    private static void Compare(string list, Audience audience)
    {
        var declared = Shapes.All().Where(s => (s.Audience & audience) != 0).Select(s => s.Path).Order(StringComparer.Ordinal);
        if (Environment.GetEnvironmentVariable("UPDATE_GOLDEN") == "1")
        {
            File.WriteAllText(Path.Combine(Repository.Root, "tests", "Upstander.Tests", "Leaks", list), string.Join('\n', declared) + "\n");
        }

        Assert.Equal(AudienceLists.Read(list).Order(StringComparer.Ordinal), declared);
    }
}
