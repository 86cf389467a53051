def builds = new File(basedir, 'build.log').text.split('Scanning for projects').drop(1)
assert builds.size() == 3

assert builds[0].count('[INFO] transformed 1 of 1 class files (') == 2
assert builds[0].contains('Tests run: 1, Failures: 0, Errors: 0')

assert builds[1].count('[INFO] transformed 0 of 2 class files (') == 2
assert builds[1].contains('Tests run: 1, Failures: 0, Errors: 0')
assert new File(basedir, 'dump/app').list().toList().sort() == [
    'Greeting$to$Frame.class', 'Greeting.class', 'GreetingTest$twice$Frame.class', 'GreetingTest.class']

assert !builds[2].contains('[INFO] transformed')
assert builds[2].contains('Tests run: 1, Failures: 0, Errors: 1')
assert !new File(basedir, 'target/classes/app/Greeting$to$Frame.class').exists()
