namespace Upstander.Checking;

/// <summary>Who a call to action is for, told from the words of its <c>actor</c>.</summary>
internal static class Actors
{
    private static readonly string[] People =
    [
        "learner", "learners", "student", "students", "pupil", "pupils", "everyone", "everybody", "anyone", "anybody", "each of us", "all of us", "we", "you", "us", "me", "i",
        "child", "children", "kids", "teens", "youth", "young people", "friend", "friends", "peer", "peers", "classmate", "classmates", "teammate", "teammates",
        "player", "players", "athletes", "members", "participants", "bystander", "bystanders", "upstander", "upstanders", "partners", "roommates",
    ];

    private static readonly string[] Groups = ["class", "classes", "group", "groups", "team", "teams", "club", "clubs", "crew", "squad", "pair", "pairs", "all", "cohort", "dorm", "floor", "fraternity", "sorority"];

    private static readonly string[] Grown =
    [
        "adult", "adults", "grown-up", "grown-ups", "teacher", "teachers", "educator", "educators", "facilitator", "facilitators", "coach", "coaches", "staff", "counselor", "counselors", "counsellor",
        "counsellors", "nurse", "principal", "principals", "head", "director", "manager", "leaders", "administration", "administrators", "office", "board", "district", "school", "university",
        "college", "employer", "parent", "parents", "family", "families", "caregiver", "caregivers", "guardian", "guardians", "monitors", "drivers", "organization", "organisation", "institution",
        "management", "department", "editor", "editors", "council",
    ];

    /// <summary>Whether the learners do it: everyone, the class, friends who see it.</summary>
    public static bool AreLearners(string actor) => Words.AreIn(actor, People) || (Words.AreIn(actor, Groups) && !Words.AreIn(actor, Grown));

    /// <summary>Whether only grown-ups or an institution do it.</summary>
    public static bool AreAdults(string actor) => Words.AreIn(actor, Grown) && !Words.AreIn(actor, People);
}
