namespace Upstander.Binding;

/// <summary>Who a field or a document is for.</summary>
[Flags]
public enum Audience
{
    /// <summary>Nobody.</summary>
    None = 0,

    /// <summary>The people who learn.</summary>
    Learner = 1,

    /// <summary>The person who leads the lesson; sees everything.</summary>
    Facilitator = 2,

    /// <summary>The learners' families.</summary>
    Family = 4,
}

/// <summary>The four declarations a field can carry. Facilitators see everything, so every one includes them.</summary>
public static class For
{
    /// <summary>Facilitators only: what a field is unless it says otherwise.</summary>
    public const Audience Facilitators = Audience.Facilitator;

    /// <summary>Learners, and facilitators.</summary>
    public const Audience Learners = Audience.Learner | Audience.Facilitator;

    /// <summary>Families, and facilitators.</summary>
    public const Audience Families = Audience.Family | Audience.Facilitator;

    /// <summary>All three.</summary>
    public const Audience Everyone = Audience.Learner | Audience.Facilitator | Audience.Family;

    /// <summary>The three audiences by the name used in files, options and output folders, in a fixed order.</summary>
    public static IReadOnlyList<(string Name, Audience Audience)> Names { get; } =
        [("learner", Audience.Learner), ("facilitator", Audience.Facilitator), ("family", Audience.Family)];

    /// <summary>The audience of that name, or <see cref="Audience.None"/>.</summary>
    public static Audience Named(string name) => Names.FirstOrDefault(n => n.Name == name).Audience;

    /// <summary>The name of a single audience.</summary>
    public static string NameOf(Audience audience)
    {
        foreach (var (name, one) in Names)
        {
            if (one == audience)
            {
                return name;
            }
        }

        throw new ArgumentOutOfRangeException(nameof(audience), audience, "not a single audience");
    }
}
