using Upstander.Binding;
using Upstander.Courses;
using Upstander.Diagnostics;
using Upstander.Lessons;

namespace Upstander.Tests.Golden;

/// <summary>The case that is to use every field does, so that a new field shows up there.</summary>
public class EveryFieldTests
{
    [Fact]
    public void The_case_of_every_field_uses_every_field()
    {
        var input = Path.Combine(Project.ToolFolder, "tests", "golden", "every-field", "input");
        var course = Compiler.Survey(new CompileRequest(input, Project.ToolFolder) { Today = Project.Today }, new DiagnosticBag(), CancellationToken.None)!.Course;
        var used = new HashSet<string>(StringComparer.Ordinal);
        Use(course.Curriculum, used);
        Use(course.Brand!, used);
        course.Units.ToList().ForEach(u => Use(u.Unit, used));
        course.Lessons.ToList().ForEach(l => Use(LessonSource.Get(l, new DiagnosticBag())!, used));
        course.Services.ToList().ForEach(s => Use(s, used));

        var declared = new SortedSet<string>(StringComparer.Ordinal);
        Declare(new MapType<Curriculum>(f => new Curriculum(f)), declared);
        Declare(new MapType<Brand>(f => new Brand(f)), declared);
        Declare(new MapType<Unit>(f => new Unit(f)), declared);
        Declare(new MapType<Lesson>(f => new Lesson(f)), declared);
        Declare(new MapType<Resources.ResourceService>(f => new Resources.ResourceService(f)), declared);

        declared.ExceptWith(used);
        Lists.AssertEmpty(declared);
    }

    private static void Use(Item item, HashSet<string> used)
    {
        foreach (var field in item.Fields.Where(f => f.Value is not (null or IReadOnlyList<object> { Count: 0 })))
        {
            used.Add($"{item.GetType().Name}.{field.Name}");
            foreach (var part in field.Value switch { Item one => [one], IReadOnlyList<Item> many => many, _ => (IReadOnlyList<Item>)[] })
            {
                Use(part, used);
            }
        }
    }

    private static void Declare(FieldType type, SortedSet<string> declared)
    {
        if (type is ListType list)
        {
            Declare(list.Element, declared);
        }
        else if (type is MapType map)
        {
            foreach (var field in map.Fields)
            {
                if (declared.Add($"{map.Name}.{field.Name}"))
                {
                    Declare(field.Type, declared);
                }
            }
        }
    }
}
