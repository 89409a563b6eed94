using FlaskTrack.Web.Hosting;

var builder = WebApplication.CreateBuilder(args);
builder.Services.AddUserInterface();
var app = builder.Build();
app.MapGet("/health/live", () => "ok");
app.MapUserInterface();
await app.RunAsync();
